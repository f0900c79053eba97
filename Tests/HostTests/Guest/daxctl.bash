# SPDX-License-Identifier: Apache-2.0
# Faults of daxctl that can't be had from daxshift under its name: the same commands with each, in turn.
. /root/steps.bash

peer=$(command -v daxctl)
mkdir /tmp/ours
ln -s "$(command -v daxshift)" /tmp/ours/daxctl
policy=/sys/devices/system/memory/auto_online_blocks
name=$("$peer" list | jq -r '[.[].chardev] | sort | .[0]')
step name echo "$name"

for who in ours peer; do
    daxctl=$peer
    [ "$who" = peer ] || daxctl=/tmp/ours/daxctl
    step "$who-list" "$daxctl" list -DRM

    # One device is enabled, with others disabled beside it.
    step "$who-disable" "$daxctl" disable-device all
    step "$who-enable" "$daxctl" enable-device "$name"
    state "$who-enabled"
    "$daxctl" enable-device all

    # The policy brings memory online just where it is asked for.
    echo online_movable >$policy
    step "$who-policy" "$daxctl" reconfigure-device -m system-ram "$name"
    state "$who-with-policy"
    step "$who-in-use" "$daxctl" reconfigure-device -m devdax "$name"
    step "$who-again" "$daxctl" online-memory "$name"
    echo offline >$policy
    "$daxctl" reconfigure-device -f -m devdax "$name" >/dev/null

    # All devices are changed, and all are printed.
    step "$who-all" "$daxctl" reconfigure-device -N -m system-ram all
    "$daxctl" reconfigure-device -f -m devdax all >/dev/null
    state "$who-end"
done
