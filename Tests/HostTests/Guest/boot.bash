# SPDX-License-Identifier: Apache-2.0
# usage: boot.bash UUID UUID
# What became of the devices of a host that systemd booted, and what becomes of them later. Names may be others after each
# boot, so a step is called after the section that names its device: `fast`, `slow` (the first UUID), `none`.
. /root/steps.bash

# name FILTER: what a filter of jq finds in the list of all there is.
name() { daxshift list --json | jq -r "$1"; }

unit() { echo "daxshift-reconfigure@$1.service"; }

# wait_for DEVICE STATES: waits until the unit of a device is in one of these states, for a while.
wait_for() {
    local end=$((SECONDS + 60))
    until [[ $(systemctl show -P ActiveState "$(unit "$1")") =~ ^($2)$ ]] || ((SECONDS > end)); do sleep 0.1; done
}

udevadm settle
slow=$(name ".namespaces[] | select(.uuid == \"$1\").chardev")
none=$(name ".namespaces[] | select(.uuid == \"$2\").chardev")
fast=$(name '.devices[] | select(.provider == "hmem").chardev')
for device in "$fast" "$slow" "$none"; do wait_for "$device" 'active|failed'; done

state booted
step names echo "$fast $slow $none"
step list daxshift list --json
for which in fast slow none; do
    step "$which" systemctl --no-pager --lines 50 status "$(unit "${!which}")"
done
step failed systemctl --no-legend --plain --failed
step verify systemd-analyze verify --man=no "$(unit "$fast")"
# The threshold is ten times the exposure level.
step security systemd-analyze security --no-pager --threshold=32 "$(unit "$fast")"

# A device that is changed by hand stays so.
step by-hand daxshift reconfigure-device --mode devdax --force "$slow"
udevadm trigger --settle --subsystem-match=dax
sleep 1
state changed

# One that goes and comes back gets its turn again.
namespace=$(name ".namespaces[] | select(.uuid == \"$1\").dev")
step goes ndctl disable-namespace "$namespace"
wait_for "$slow" inactive
step comes ndctl enable-namespace "$namespace"
wait_for "$slow" 'active|failed'
state back

# A malformed section fails, and no section does not.
echo "mode = bogus" >>/etc/daxctl.conf.d/host.conf
step malformed systemctl restart "$(unit "$none")"
step malformed-status systemctl --no-pager --lines 50 status "$(unit "$none")"
echo "# nothing" >/etc/daxctl.conf.d/host.conf
step nothing systemctl restart "$(unit "$none")"
step nothing-status systemctl --no-pager --lines 50 status "$(unit "$none")"
