# SPDX-License-Identifier: Apache-2.0
# What became of the high-bandwidth memory of a host that systemd booted with a layout, and what a wrong layout does then.
. /root/steps.bash

unit=daxshift-apply@dax0.0.service

# reached NAME: reports what differs from the layout, once nothing does or a minute has passed.
reached() {
    local end=$((SECONDS + 60))
    udevadm settle
    until daxshift plan >/dev/null 2>&1 || ((SECONDS > end)); do sleep 0.2; done
    step "$1" daxshift plan --table
}

reached plan
state booted
step failed systemctl --no-legend --plain --failed
step verify systemd-analyze verify --man=no "$unit" daxshift-confirm.service daxshift-confirm.path

# The region goes, and comes again with all of its memory in one device, as CXL memory does that is plugged in later.
step free daxshift disable-device --force --json dax0.0 dax0.1
region=$(readlink -f /sys/bus/dax/devices/dax0.0/..)
driver=$(readlink -f "$region/driver")
echo "${region##*/}" >"$driver/unbind"
state gone
echo "${region##*/}" >"$driver/bind"
reached late
state came

echo 'schema: nonsense' >/etc/daxshift/layout.yaml
step malformed systemctl start "$unit"
step reason systemctl --no-pager --lines 20 status "$unit"
