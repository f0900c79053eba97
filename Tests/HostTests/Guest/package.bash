# SPDX-License-Identifier: Apache-2.0
# Installs daxshift's package, uses it, and removes it.
. /root/steps.bash

unit=daxshift-reconfigure@dax0.0.service
rule=/usr/lib/udev/rules.d/91-daxshift.rules
device=/sys/bus/dax/devices/dax0.0

udevadm settle
step install dpkg --install /root/packages/daxshift_*.deb
step depends bash -c "dpkg-query -W -f '\${Depends}' daxshift | sed 's/ ([^)]*)//g' | tr -d ' ' | tr , '\n' | sort | xargs"
step changed dpkg --verify daxshift
step version /usr/bin/daxshift --version
step unit systemctl --no-pager cat "$unit"
udevadm control --reload
udevadm trigger --settle "$device"
step wants udevadm info --query property --property SYSTEMD_WANTS --value "$device"
step start systemctl start "$unit"
state started
step remove dpkg --remove daxshift
step left find "$rule" "/usr/lib/systemd/system/${unit/dax0.0/}" /usr/bin/daxshift /usr/share/doc/daxshift
