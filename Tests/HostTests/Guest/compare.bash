# SPDX-License-Identifier: Apache-2.0
# usage: compare.bash TOOL HOST-KERNEL COMMANDS
# Runs commands of TOOL.cases with the real TOOL, daxctl or ndctl, and with daxshift under its name, each from the same
# state. COMMANDS: a line NAME|STATE|WORDS for each. Each reports two steps, "WHO NAME" and "WHO NAME state".
# TOOL.bash has the states, and the way back from what a command left behind.
. /root/steps.bash

tool=$1 here=$2 commands=$3
declare -A tools=([peer]=$(command -v "$tool") [ours]=/tmp/ours/$tool)
mkdir /tmp/ours
ln -s "$(command -v daxshift)" "${tools[ours]}"
memory=/sys/devices/system/memory
drivers=/sys/bus/dax/drivers
modprobe -a -q device_dax kmem dax_pmem

# blocks DEVICE: puts the memory blocks of a device's node into $blocks, and those online into $online.
blocks() {
    local node block state
    blocks=() online=()
    read -r node <"/sys/bus/dax/devices/$1/target_node"
    for block in /sys/devices/system/node/node"$node"/memory[0-9]*; do
        [ -e "$block" ] || continue
        read -r state <"$block/state"
        blocks+=("$block")
        [ "$state" = offline ] || online+=("$block")
    done
}

# put VALUE FILE: writes a value, whatever the kernel says of it.
put() {
    echo "$1" >"$2"
} 2>/dev/null

# drive DEVICE DRIVER: gives a device to a driver.
drive() {
    local driver
    for driver in "$drivers"/*; do
        [ ! -e "$driver/$1" ] || [ "${driver##*/}" = "$2" ] || put "$1" "$driver/unbind"
    done
    [ -e "$drivers/$2/$1" ] || put "$1" "$drivers/$2/bind" || put "$1" "$drivers/$2/new_id" ||
        put "$1" "$drivers/$2/bind"
    put "$1" "$drivers/$2/remove_id"
}

# ram DEVICE STATE [COUNT]: a device in system-ram mode, with all or some of its blocks in a state.
ram() {
    local block
    drive "$1" kmem
    blocks "$1"
    for block in "${blocks[@]:0:${3:-1000}}"; do put "$2" "$block/state"; done
}

# unram DEVICE: takes a device from kmem.
unram() {
    local block
    blocks "$1"
    for block in "${online[@]}"; do put offline "$block/state"; done
    put "$1" $drivers/kmem/unbind
}

# hold FILE...: has a command wait for a while before it writes to a file.
hold() {
    rm -f /tmp/held
    wrapper=(strace -f -o /tmp/held -e trace=write -e inject=write:delay_enter=4s "${@/#/--trace-path=}")
}
until_held() {
    until [ -s /tmp/held ]; do sleep 0.1; done
}

# use FILE: has a process keep a file open.
use() {
    bash -c "exec 9<>$1; exec sleep 100000" &
    user=$!
    until [ "$(readlink "/proc/$user/fd/9")" = "$1" ]; do sleep 0.1; done
}

be_user() { wrapper=(setpriv --reuid=65534 --clear-groups); }

. "/root/$tool.bash"

# become STATE: brings the host into a state, unless it is there; and it must be what it was the first time.
declare -A made
current= user= beside= lost=
become() {
    local words
    look
    if [ "$1" != "$current" ] || [ "$snapshot" != "${made[$1]}" ]; then
        wrapper=()
        [ -z "$user" ] || kill "$user" 2>/dev/null
        user=
        reset "$1"
        for words in $1; do "be_${words%:*}" "${words#*:}"; done
        look
    fi
    current=$1
    : "${made[$1]:=$snapshot}"
    [ "$snapshot" = "${made[$1]}" ] || {
        lost+="'$1' before '$name' is not what it was: $(diff <(echo "${made[$1]}") <(echo "$snapshot"))"$'\n'
        made[$1]=$snapshot
    }
}

while IFS='|' read -r name setup words; do
    eval "set -- $words"
    for who in ours peer; do
        become "$setup"
        step "$who $name" "${wrapper[@]}" "${tools[$who]}" "$@"
        [ -z "$beside" ] || wait "$beside"
        beside=
        look
        report "$who $name state" 0 "$snapshot" ""
    done
done <<<"$commands"
report lost 0 "$lost" ""
