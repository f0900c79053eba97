# SPDX-License-Identifier: Apache-2.0
# What ndctl does with namespaces that daxshift must not do. Run with the program and the numbers of cases, as in
# `weaknesses.bash ndctl 2 3`; each prints a step with its number, whose output is a line NAME=VALUE for each fact.
. /root/steps.bash

tool=$1
shift
nd=/sys/bus/nd/devices

# fact NAME VALUE: adds a fact to those of the case.
fact() {
    facts+="$1=$2"$'\n'
}

# try NAME COMMAND...: runs a command, whose status is the fact; puts what it printed into $out and $err.
try() {
    local name=$1 status=0
    shift
    "$@" >/tmp/out 2>/tmp/err </dev/null || status=$?
    out=$(</tmp/out)
    err=$(</tmp/err)
    [ "$name" = - ] || fact "$name" "$status"
}

# The verbs, with what both programs understand. ndctl reconfigures by an option of create-namespace.
create() { "$tool" create-namespace "$@"; }
destroy() { "$tool" destroy-namespace "$@"; }
reconfigure() {
    local namespace=$1
    shift
    if [ "$tool" = ndctl ]; then
        ndctl create-namespace -e "$namespace" "$@"
    else
        daxshift reconfigure-namespace "$@" "$namespace"
    fi
}

# killed FILE COMMAND...: runs a command that is killed when it writes to a file, before the kernel takes the value.
killed() {
    local file
    file=$(readlink -f "$1")
    shift
    strace -f -o /dev/null -P "$file" -e trace=write -e inject=write:error=EINTR:signal=KILL:when=1 "$@"
}

# recover: what daxshift asks for after a run that was killed.
recover() {
    [ "$tool" = ndctl ] || try recover daxshift recover
}

# What follows is done or read without the program that is tried.

# make ARGUMENTS...: creates a namespace and puts its name into $made.
make() {
    made=$(ndctl create-namespace "$@" 2>/dev/null | jq -r .dev)
}

# cycle REGION: disables and enables a region, after which its seeds are new.
cycle() {
    echo "$1" >/sys/bus/nd/drivers/nd_region/unbind
    echo "$1" >/sys/bus/nd/drivers/nd_region/bind
    read_file $nd/ndbus0/wait_probe >/dev/null
}

# clear REGION: leaves nothing in a region. By the kernel's files, since ndctl takes a second or more in an emulated guest.
clear() {
    local namespace device
    for namespace in $nd/"$1"/namespace*; do
        [ -s "$namespace/size" ] && [ "$(<"$namespace/size")" != 0 ] || continue
        device=$(<"$namespace/holder")
        for device in ${device:+"$nd/$device"} "$namespace"; do
            [ ! -e "$device/driver" ] || echo "${device##*/}" >"$device/driver/unbind"
            [ ! -e "$device/namespace" ] || echo >"$device/namespace"
        done
        echo 0 >"$namespace/size"
    done
    cycle "$1"
}

# read_file FILE: the text of a file of sysfs without white space around it, empty if it can't be read.
read_file() {
    local text
    read -r text 2>/dev/null <"$1"
    echo "$text"
}

# uuid_of NAMESPACE: the UUID of its label.
uuid_of() {
    read_file $nd/"$1"/uuid
}

# dimm_of REGION: the name of its first DIMM.
dimm_of() {
    local mapping
    mapping=$(<$nd/"$1"/mapping0)
    echo "${mapping%%,*}"
}

# count REGION: how many namespaces ndctl lists in a region.
count() {
    ndctl list -N -r "$1" 2>/dev/null | jq -s 'flatten | length'
}

# mode NAMESPACE: its mode, as the kernel sees it.
mode() {
    read_file $nd/"$1"/mode
}

# active NAMESPACE: whether a driver has the namespace or what holds it.
active() {
    local holder
    holder=$(read_file $nd/"$1"/holder)
    if [ -e $nd/"$1"/driver ] || { [ -n "$holder" ] && [ -e $nd/"$holder"/driver ]; }; then echo yes; else echo no; fi
}

# three REGION: makes three fsdax namespaces of 128 MiB in a region, of which the one in the middle is mounted.
three() {
    local number
    for number in 1 2 3; do make -r "$1" -m fsdax -M mem -s 128M; done
    mkfs.ext4 -q -b 4096 /dev/pmem"${1#region}".1
    mkdir -p /mnt
    mount -t ext4 /dev/pmem"${1#region}".1 /mnt
}

# said WORD: whether the program printed a word, in whatever case.
said() {
    if grep -qi "$1" /tmp/out /tmp/err; then echo yes; else echo no; fi
}

# Memory that is online, while its device has no node.
case_1() {
    local device
    clear region3
    echo offline >/sys/devices/system/memory/auto_online_blocks
    make -r region3 -m devdax
    device=$(ndctl list -N -n "$made" | jq -r '.[].chardev')
    daxctl reconfigure-device -m system-ram "$device" >/dev/null 2>&1
    rm -f /dev/"$device"
    try destroy destroy -f "$made"
    fact left "$(count region3)"
    fact online "$(grep -q 'System RAM (kmem)' /proc/iomem && echo yes || echo no)"
    try create create -r region3 -m devdax
    fact lost "$(dmesg | grep -q 'could not reserve' && echo yes || echo no)"
}

# An alignment that fails stays in the seed.
case_2() {
    clear region0
    try first create -r region0 -m devdax -s 1G -a 1G
    try second create -r region0 -m devdax -s 512M
}

# A reconfiguration that can't be done.
case_3() {
    local uuid
    clear region0
    make -r region0 -m fsdax -s 128M
    uuid=$(uuid_of "$made")
    try reconfigure reconfigure "$made" -f -m devdax -s 1G
    fact mode "$(mode "$made")"
    fact active "$(active "$made")"
    fact listed "$(count region0)"
    fact uuid "$([ "$uuid" = "$(uuid_of "$made")" ] && echo same || echo other)"
}

# A run that is killed when the namespace has a UUID and no size.
case_4() {
    clear region0
    try killed killed $nd/namespace0.0/size "$tool" create-namespace -r region0 -m devdax -s 128M
    fact listed "$(count region0)"
    try next create -r region0 -m devdax -s 128M
    recover
    try third create -r region0 -m devdax -s 128M
}

# A run that is killed when the namespace has a size and no mode.
case_5() {
    clear region0
    try killed killed $nd/namespace0.0/holder_class "$tool" create-namespace -r region0 -m devdax -s 128M
    fact listed "$(count region0)"
    recover
    fact free "$(read_file $nd/region0/available_size)"
    try next create -r region0 -m devdax -s 128M
}

# A reconfiguration that is killed after the info block was erased.
case_6() {
    clear region0
    make -r region0 -m fsdax -s 128M
    if [ "$tool" = ndctl ]; then
        try killed killed $nd/"$made"/alt_name ndctl create-namespace -f -e "$made" -m devdax
    else
        try killed killed $nd/"$made"/uuid daxshift reconfigure-namespace --force -m devdax "$made"
    fi
    fact listed "$(count region0)"
    recover
    cycle region0
    fact mode "$(mode "$made")"
}

# Two runs at once, of which ours may wait for the other.
case_7() {
    local now=()
    [ "$tool" = ndctl ] || now=(--lock-timeout 0)
    clear region0
    strace -f -o /dev/null -P "$(readlink -f $nd/namespace0.0/size)" -e trace=write \
        -e inject=write:delay_enter=10000000:when=1 \
        "$tool" create-namespace -r region0 -m devdax -s 128M >/dev/null 2>&1 &
    until [ -n "$(uuid_of namespace0.0)" ]; do sleep 0.1; done
    try second create -r region0 -m devdax -s 128M "${now[@]}"
    wait $!
    fact first $?
    fact listed "$(count region0)"
}

# A region, of which one namespace is mounted, and one that does not exist.
case_8() {
    clear region0
    three region0
    try disable "$tool" disable-region region0
    fact region "$([ -e $nd/region0/driver ] && echo enabled || echo disabled)"
    fact active "$(for number in 0 1 2; do active namespace0.$number; done | grep -c yes)"
    umount /mnt
    try unknown "$tool" disable-region region9
}

# All namespaces, of which one is mounted.
case_9() {
    clear region0
    three region0
    try destroy destroy -f -r region0 all
    fact listed "$(count region0)"
    umount /mnt
}

# reason: the line of the last command that says why it failed.
reason() {
    grep 'failed to\|^daxshift: ' <<<"$err" | head -n 1
}

# Why a namespace can't be created.
case_10() {
    clear region0
    echo 1 >$nd/region0/read_only
    try read-only create -r region0 -m devdax -s 128M
    reason >/tmp/reasons
    echo 0 >$nd/region0/read_only
    clear region0
    make -r region0 -m devdax
    try full create -r region0 -m devdax -s 128M
    reason >>/tmp/reasons
    clear region0
    ndctl disable-region region0 >/dev/null 2>&1
    try disabled create -r region0 -m devdax -s 128M
    reason >>/tmp/reasons
    ndctl enable-region region0 >/dev/null 2>&1
    fact reasons "$(sort -u /tmp/reasons | wc -l)"
}

# Two free pieces.
case_11() {
    local second
    clear region0
    make -r region0 -m devdax -s 128M
    make -r region0 -m devdax -s 128M
    second=$made
    make -r region0 -m devdax -s 128M
    ndctl destroy-namespace -f "$second" >/dev/null 2>&1
    fact free "$(read_file $nd/region0/available_size)"
    try both create -r region0 -m devdax -s 256M
    fact piece "$(said '128M\|128 MiB\|134217728')"
    try any create -r region0 -m devdax
    fact left "$(read_file $nd/region0/available_size)"
}

# A size from a variable that is not set.
case_12() {
    local size
    for size in "" 0 k; do
        clear region0
        try "size-$size" create -r region0 -m devdax -s "$size"
        fact "left-$size" "$(read_file $nd/region0/available_size)"
    done
}

# A size that the region can't have, and sizes of another form.
case_13() {
    clear region0
    try misaligned create -r region0 -m devdax -s 200M
    fact proposal "$(said '192M\|208M\|192 MiB')"
    try fraction create -r region0 -m devdax -s 0.25G
    try unit create -r region0 -m devdax -s 128MiB
    clear region0
}

# A device that is smaller than asked for.
case_14() {
    clear region0
    try create create -r region0 -m devdax -s 3G -a 1G
    fact size "$(ndctl list -N -r region0 | jq '.[].size')"
    fact told "$(grep -q '[12] GiB' /tmp/err && echo yes || echo no)"
}

# Data that nobody asks about.
case_15() {
    clear region0
    make -r region0 -m fsdax -s 128M
    mkfs.ext4 -q -b 4096 /dev/pmem0
    ndctl disable-namespace "$made" >/dev/null 2>&1
    try reconfigure reconfigure "$made" -m devdax
    clear region0
    make -r region0 -m fsdax -s 128M
    mkfs.ext4 -q -b 4096 /dev/pmem0
    ndctl disable-namespace "$made" >/dev/null 2>&1
    try destroy destroy "$made"
}

# Data that stays.
case_16() {
    clear region0
    make -r region0 -m fsdax -M mem -s 128M
    echo secret | dd of=/dev/pmem0 bs=1M seek=64 conv=fsync status=none
    try destroy destroy -f "$made"
    fact told "$(said 'data\|contents\|erase\|stays on the medium')"
    make -r region0 -m fsdax -M mem -s 128M
    fact old "$(dd if=/dev/pmem0 bs=1M skip=64 count=1 status=none | head -c 6)"
}

# A device that a process has open.
case_17() {
    local device
    clear region0
    make -r region0 -m devdax -s 128M
    device=$(ndctl list -N -n "$made" | jq -r '.[].chardev')
    exec 9<>/dev/"$device"
    try open destroy -f "$made"
    fact path "$(readlink /proc/$$/fd/9 | grep -c deleted)"
    exec 9>&-
    clear region0
    three region0
    try mounted destroy -f namespace0.1
    fact named "$(said '/mnt')"
    umount /mnt
}

# A name that is another's after a restart.
case_18() {
    local number
    local -a uuids=()
    clear region0
    for number in 0 1 2; do
        make -r region0 -m devdax -s 128M
        uuids+=("$(uuid_of "$made")")
    done
    ndctl destroy-namespace -f namespace0.0 >/dev/null 2>&1
    cycle region0
    fact name "$([ "$(uuid_of namespace0.1)" = "${uuids[2]}" ] && echo other || echo same)"
    try uuid destroy -f "${uuids[1]}"
    fact listed "$(count region0)"
}

# Namespaces as long as they fit.
case_19() {
    clear region0
    local all=-c
    [ "$tool" = ndctl ] || all=--all-capacity
    try fill create $all -r region0 -m devdax -s 128M
    fact listed "$(count region0)"
}

# An NVDIMM without labels.
case_20() {
    try create create -r region0 -m devdax -s 512M
    fact labels-before "$(read_file $nd/nmem0/flags)"
    try reconfigure reconfigure namespace0.0 -f -m devdax
    fact labels "$(read_file $nd/nmem0/flags)"
    fact told "$(said label)"
}

# Labels that are erased, and an NVDIMM that does not exist.
case_21() {
    clear region1
    make -r region1 -m devdax -s 128M
    # daxshift disables the region itself.
    [ "$tool" = daxshift ] || ndctl disable-region region1 >/dev/null 2>&1
    try init "$tool" init-labels --force "$(dimm_of region1)"
    fact told "$(said "$made")"
    ndctl enable-region region1 >/dev/null 2>&1
    fact listed "$(count region1)"
    try unknown "$tool" zero-labels nmem9
}

# blank REGION: gives a region new labels, which hold nothing.
blank() {
    ndctl disable-region "$1" >/dev/null 2>&1
    ndctl init-labels -f "$(dimm_of "$1")" >/dev/null 2>&1
    ndctl enable-region "$1" >/dev/null 2>&1
}

# Slots that are free again.
case_22() {
    blank region1
    make -r region1 -m devdax -s 128M
    try read "$tool" read-labels --json "$(dimm_of region1)"
    fact slots "$([ "$(jq '[.. | objects | select(has("uuid"))] | length' /tmp/out)" = 1 ] && echo one || echo more)"
    fact namespaces "$(count region1)"
}

# The version of new labels, of which an old one forgets what a namespace is for.
case_23() {
    ndctl disable-region region1 >/dev/null 2>&1
    try init "$tool" init-labels --force "$(dimm_of region1)"
    ndctl enable-region region1 >/dev/null 2>&1
    make -r region1 -m devdax -s 128M
    # ndctl reads nothing where there is no label.
    fact version "$(ndctl read-labels -j "$(dimm_of region1)" 2>/dev/null |
        jq -r '[.. | objects | select(has("major")) | "\(.major).\(.minor)"][0]')"
    ndctl disable-namespace "$made" >/dev/null 2>&1
    fact class-before "$(read_file $nd/"$made"/holder_class)"
    cycle region1
    ndctl disable-namespace "$made" >/dev/null 2>&1
    fact class "$(read_file $nd/"$made"/holder_class)"
}

# The name of a namespace that is gone.
case_24() {
    clear region0
    make -r region0 -m devdax -s 128M -n gone
    try destroy destroy -f "$made"
    fact name "$(read_file $nd/"$made"/alt_name)"
}

# A namespace that is gone already.
case_25() {
    clear region0
    make -r region0 -m devdax -s 128M
    ndctl destroy-namespace -f "$made" >/dev/null 2>&1
    try destroy destroy -f "$made"
    fact errors "$(said fail)"
}

# A class that is not that of what the namespace holds.
case_26() {
    clear region0
    make -r region0 -m devdax -s 128M
    ndctl disable-namespace "$made" >/dev/null 2>&1
    echo pfn >$nd/"$made"/holder_class
    try enable "$tool" enable-namespace "$made"
    fact block "$([ -b /dev/pmem0 ] && echo yes || echo no)"
    ndctl disable-namespace "$made" >/dev/null 2>&1
    echo dax >$nd/"$made"/holder_class
}

# A filter that nothing matches.
case_27() {
    clear region0
    make -r region0 -m devdax -s 128M
    if [ "$tool" = ndctl ]; then
        try region ndctl create-namespace -r region1 -e "$made" -f -m fsdax
    else
        try region daxshift disable-namespace -r region1 "$made"
    fi
    fact named "$(said region1)"
    try bus "$tool" disable-namespace -b foo all
}

# What would be done, and what was done.
case_28() {
    clear region0
    make -r region0 -m devdax -s 128M
    try dry-run destroy -f --dry-run "$made"
    fact listed "$(count region0)"
    ndctl disable-namespace "$made" >/dev/null 2>&1
    try again "$tool" disable-namespace "$made"
    fact told "$(said 'already\|unchanged')"
    try json create --json -r region0 -m devdax -s 128M
}

for number; do
    facts=
    case_"$number"
    report "$number" 0 "$facts" ""
done
