# SPDX-License-Identifier: Apache-2.0
# What became of the high-bandwidth memory of a host that systemd booted with a layout, and what a wrong layout does then.
. /root/steps.bash

unit=daxshift-apply@dax0.0.service
udevadm settle
end=$((SECONDS + 60))
until daxshift plan >/dev/null 2>&1 || ((SECONDS > end)); do sleep 0.2; done
step plan daxshift plan --table
state booted
step failed systemctl --no-legend --plain --failed
step verify systemd-analyze verify --man=no "$unit" daxshift-confirm.service daxshift-confirm.path

echo 'schema: nonsense' >/etc/daxshift/layout.yaml
step malformed systemctl start "$unit"
step reason systemctl --no-pager --lines 20 status "$unit"
