# SPDX-License-Identifier: Apache-2.0
# What the scripts of the host tier share. Every step prints one line of JSON, which the test reads.

# step NAME COMMAND...: runs a command and reports its status, output and messages.
step() {
    local name=$1 status=0
    shift
    "$@" >/tmp/out 2>/tmp/err || status=$?
    jq -nc --arg name "$name" --argjson status "$status" --rawfile out /tmp/out --rawfile err /tmp/err \
        '{step: $name, status: $status, out: $out, err: $err}'
}

# state NAME: reports what the kernel's own files say, read without daxshift.
state() {
    local device folder
    {
        for device in /sys/bus/dax/devices/* /sys/class/dax/*; do
            [ -e "$device" ] || continue
            folder=$(readlink "$device/driver") || folder=none
            echo "${device##*/} ${folder##*/} $(cat "$device/size") node $(cat "$device/target_node")"
        done
        # The memory that was there at boot: its zones change as memory comes and goes, its state never does.
        for folder in /sys/devices/system/memory/memory[0-9]*; do
            echo "${folder##*/} $(cat "$folder/state") $(cut -d' ' -f1 "$folder/valid_zones")"
        done
        echo "policy $(cat /sys/devices/system/memory/auto_online_blocks)"
        echo "autoprobe $(cat /sys/bus/dax/drivers_autoprobe)"
    } >/tmp/state
    jq -nc --arg name "$1" --rawfile out /tmp/state '{step: $name, status: 0, out: $out, err: ""}'
}
