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
    look
    report "$1" 0 "$seen" ""
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
    text=${text//$'\e'/\\u001b}
}

# look: puts into $seen what the kernel says of devices, memory blocks and settings.
look() {
    local device folder driver size node align mapping start end block state zone policy autoprobe
    seen=
    for device in /sys/bus/dax/devices/* /sys/class/dax/*; do
        [ -e "$device" ] || continue
        driver=none
        for folder in /sys/bus/dax/drivers/*; do
            [ ! -e "$folder/${device##*/}" ] || driver=${folder##*/}
        done
        read -r size <"$device/size"
        node=
        [ ! -e "$device/target_node" ] || read -r node <"$device/target_node"
        seen+="${device##*/} $driver $size node $node"$'\n'
        align=
        [ ! -e "$device/align" ] || read -r align <"$device/align"
        seen+="layout ${device##*/} align $align"
        for mapping in "$device"/mapping[0-9]*; do
            [ -e "$mapping" ] || continue
            read -r start <"$mapping/start"
            read -r end <"$mapping/end"
            seen+=" $start-$end"
        done
        seen+=$'\n'
    done
    # The memory that was there at boot: its zones change as memory comes and goes, its state never does.
    for block in /sys/devices/system/memory/memory[0-9]*; do
        read -r state <"$block/state"
        read -r zone _ <"$block/valid_zones"
        seen+="${block##*/} $state $zone"$'\n'
    done
    read -r policy </sys/devices/system/memory/auto_online_blocks
    read -r autoprobe </sys/bus/dax/drivers_autoprobe
    seen+="policy $policy"$'\n'"autoprobe $autoprobe"$'\n'
    [ ! -e /etc/modprobe.d/daxctl.conf ] || seen+="modprobe $(</etc/modprobe.d/daxctl.conf)"$'\n'
}
