# SPDX-License-Identifier: Apache-2.0
# Several namespaces in one region, whose nd devices and char devices have numbers in crossed order: each is known by the
# kernel's own links.
. /root/steps.bash

mkdir -p /tmp/ours /etc/daxctl.conf.d
ln -s "$(command -v daxshift)" /tmp/ours/daxctl
configuration=/etc/daxctl.conf.d/host.conf

# folder DEVICE: where a char device lies in sysfs.
folder() {
    local path
    for path in /sys/bus/dax/devices/"$1" /sys/class/dax/"$1"; do [ ! -e "$path" ] || readlink -f "$path"; done
}

# look: puts the names of the char devices of region 0 into $devices, and of each the nd device that provides it and its
# namespace's UUID into $provider and $uuid.
look() {
    local path nd
    devices=()
    declare -gA provider=() uuid=()
    for path in /dev/dax0.*; do
        path=$(folder "${path##*/}")
        nd=${path#*/region0/} nd=${nd%%/*}
        devices+=("${path##*/}")
        provider[${path##*/}]=$nd
        uuid[${path##*/}]=$(<"/sys/bus/nd/devices/$nd/uuid")
    done
}

# links: what look found, a line for each device.
links() {
    local device nd
    for device in "${devices[@]}"; do
        nd=${provider[$device]}
        echo "$device $nd $(<"/sys/bus/nd/devices/$nd/namespace") ${uuid[$device]}"
    done
}

look
step links links
step list daxshift list --json
step ndctl ndctl list -N -X
step map daxshift map

# A section that names a namespace applies to its device, and to no other.
for device in "${devices[@]}"; do
    printf '[reconfigure-device one]\nnvdimm.uuid = %s\nmode = system-ram\nonline = false\n' "${uuid[$device]}" \
        >$configuration
    step "native $device" daxshift reconfigure-device -C all
    state "native $device state"
    step "devdax $device" daxshift reconfigure-device --mode devdax "$device"
    step "daxctl $device" /tmp/ours/daxctl reconfigure-device -C "$device"
    state "daxctl $device state"
    step "devdax-again $device" daxshift reconfigure-device --mode devdax "$device"
done
