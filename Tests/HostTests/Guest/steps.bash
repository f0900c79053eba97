# SPDX-License-Identifier: Apache-2.0
# What the scripts of the host tier share. Every step prints one line of JSON, which the test reads. What runs often
# starts no program: in a guest that is emulated, each takes as long as hundreds of lines of the shell.

# step NAME COMMAND...: runs a command and reports its status, output and messages.
step() {
    local name=$1 status=0 out err
    shift
    "$@" >/tmp/out 2>/tmp/err || status=$?
    IFS= read -r -d '' out </tmp/out
    IFS= read -r -d '' err </tmp/err
    report "$name" "$status" "$out" "$err"
}

# state NAME: reports what the kernel's own files say, read without daxshift.
state() {
    snapshot
    report "$1" 0 "$snapshot" ""
}

# report NAME STATUS OUT ERR: prints a step.
report() {
    local out=$3 err=$4
    quote out
    quote err
    printf '{"step":"%s","status":%d,"out":"%s","err":"%s"}\n' "$1" "$2" "$out" "$err"
}

# quote VARIABLE: makes a text what stands between the quotes of a JSON string.
quote() {
    local -n text=$1
    text=${text//\\/\\\\}
    text=${text//\"/\\\"}
    text=${text//$'\n'/\\n}
    text=${text//$'\t'/\\t}
    text=${text//$'\r'/\\r}
    text=${text//$'\b'/\\b}
    text=${text//$'\e'/\\u001b}
}

# snapshot: puts into the variable of that name what the kernel says of devices, memory blocks and settings; of the blocks
# in $at_boot without their zones.
declare -A at_boot
snapshot() {
    local device folder name driver size node align mapping start end block state zone bus value
    snapshot=
    for device in /sys/bus/dax/devices/* /sys/class/dax/*; do
        [ -e "$device" ] || continue
        name=${device##*/}
        driver=none
        for folder in /sys/bus/dax/drivers/*; do
            [ ! -e "$folder/$name" ] || driver=${folder##*/}
        done
        read -r size <"$device/size"
        node=
        [ ! -e "$device/target_node" ] || read -r node <"$device/target_node"
        align=
        [ ! -e "$device/align" ] || read -r align <"$device/align"
        snapshot+="$name $driver $size node $node"$'\n'"layout $name ${device%"/$name"} align $align"
        for mapping in "$device"/mapping[0-9]*; do
            [ -e "$mapping" ] || continue
            read -r start <"$mapping/start"
            read -r end <"$mapping/end"
            snapshot+=" $start-$end"
        done
        snapshot+=$'\n'
    done
    for block in /sys/devices/system/memory/memory[0-9]*; do
        name=${block##*/}
        read -r state <"$block/state"
        zone=
        [ "$state" = offline ] || [ -n "${at_boot[$name]:-}" ] || read -r zone _ <"$block/valid_zones"
        snapshot+="$name $state${zone:+ $zone}"$'\n'
    done
    for bus in nd dax; do
        [ -e /sys/bus/$bus/drivers_autoprobe ] || continue
        read -r value </sys/bus/$bus/drivers_autoprobe
        snapshot+="autoprobe $bus $value"$'\n'
    done
    read -r value </sys/devices/system/memory/auto_online_blocks
    snapshot+="policy $value"$'\n'
    [ ! -e /etc/modprobe.d/daxctl.conf ] || snapshot+="modprobe $(</etc/modprobe.d/daxctl.conf)"$'\n'
}
