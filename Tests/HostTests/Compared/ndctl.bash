# SPDX-License-Identifier: Apache-2.0
# The states of ndctl.cases, for compare.bash. What a command left behind is put back by writes of this shell; label
# areas, which sysfs lacks, by the real ndctl.
. /root/nvdimms.bash

# What a case may name: the numbers of regions, of which the last ones are the first where there are not so many, the
# DIMM of the first region, and namespaces that states make.
first=${regions[0]} second=${regions[1]:-$first} third=${regions[2]:-$first} fourth=${regions[3]:-$second}
dimm_of "$first"
number=${first#region}
namespace=namespace$number.0
labels= original=
value "$nd/$first/align"
align=$value

# attach DEVICE, detach DEVICE: gives an nd device to a driver, or takes it away.
attach() {
    local driver
    for driver in dax_pmem_compat dax_pmem nd_pmem nd_region; do
        [ ! -e /sys/bus/nd/drivers/$driver ] || ! put "$1" /sys/bus/nd/drivers/$driver/bind || return 0
    done
}
detach() { [ ! -e "$nd/$1/driver" ] || put "$1" "$nd/$1/driver/unbind"; }

# holder_of NAMESPACE: puts the name of what a driver holds it by into $holder.
holder_of() {
    value "$nd/$1/holder"
    holder=${value:-$1}
}

# wipe NAMESPACE: takes away what says how memory without labels is used.
wipe() {
    loosen "$1"
    scratch "$1" 0 2
}

# scratch NAMESPACE PAGE COUNT: writes zeros over pages of a namespace that no driver holds.
scratch() {
    put 1 "$nd/$1/force_raw"
    attach "$1"
    block_of "$1"
    dd if=/dev/zero of="$block" bs=4096 seek="$2" count="$3" oflag=direct 2>/dev/null
    detach "$1"
    put 0 "$nd/$1/force_raw"
}

# reset STATE: leaves all regions enabled with nothing in them.
reset() {
    local device region
    for device in /mnt/*; do umount "$device" 2>/dev/null; done
    [ ! -e /dev/hidden ] || mv /dev/hidden "/dev/dax$number.0"
    for device in "$drivers"/kmem/dax*; do
        [[ $(readlink -f "$device") != */ndbus* ]] || unram "${device##*/}"
    done
    for device in "$nd"/nmem*; do
        [ -e "$device/driver" ] || put "${device##*/}" /sys/bus/nd/drivers/nvdimm/bind
    done
    for region in "${regions[@]}"; do
        if [ ! -e "$nd/$region/driver" ]; then
            attach "$region"
            value "$nd/ndbus0/wait_probe"
        fi
        put 0 "$nd/$region/read_only"
        for device in "$nd/$region"/namespace[0-9]*; do put 0 "$device/force_raw"; done
        [ -e "$nd/$region/available_size" ] || wipe "namespace${region#region}.0"
        clear "$region"
        put "$align" "$nd/$region/align"
    done
    [[ $labels$1 != *labels* ]] || restore
    labels=
    rm -f /root/out
}

# make KIND REGION MIB UUID: makes a namespace, and puts its name into $made and what holds it into $holder. Whatever is made
# differently needs another UUID, which is two digits: what was there before stays valid with the same one.
make() {
    local uuid=12345678-0000-4000-8000-0000000000$4 class=$1 labelled=
    case $1 in devdax) class=dax ;; fsdax) class=pfn ;; sector) class=btt ;; raw) class= ;; esac
    made=namespace${2#region}.0
    if [ -e "$nd/$2/available_size" ]; then
        value "$nd/$2/namespace_seed"
        made=$value labelled=yes
        put "$uuid" "$nd/$made/uuid"
        put "made-$4" "$nd/$made/alt_name"
        put $(($3 << 20)) "$nd/$made/size"
        if [ "$1" = sector ]; then put 4096 "$nd/$made/sector_size"; else put 512 "$nd/$made/sector_size"; fi
        [ -z "$class" ] || put $class "$nd/$made/holder_class"
    else
        detach "$made"
    fi
    holder=$made
    if [ -n "$class" ]; then
        value "$nd/$2/${class}_seed"
        holder=$value
        put "12345678-1111-4111-8111-1111111111$4" "$nd/$holder/uuid"
        if [ $class = btt ]; then
            put 4096 "$nd/$holder/sector_size"
        else
            put pmem "$nd/$holder/mode"
            put 2097152 "$nd/$holder/align"
        fi
        put "$made" "$nd/$holder/namespace"
    fi
    attach "$holder"
    # The next seed comes after the write has returned.
    value "$nd/ndbus0/wait_probe"
}

# The states, each a change of that before it.
be_empty() { :; }
be_devdax() { make devdax "$first" 256 01; }
be_fsdax() { make fsdax "$first" 256 02; }
be_sector() { make sector "$first" 256 03; }
be_raw() { make raw "$first" 256 04; }
be_small() { make fsdax "$first" 32 05; }
be_whole() { make fsdax "$first" 512 06; }
be_kinds() {
    make devdax "$first" 64 11
    [ -e "$nd/$first/available_size" ] || return 0
    make fsdax "$second" 64 12
    make sector "$third" 64 13
    make raw "$fourth" 64 14
}
be_three() {
    make fsdax "$first" 64 21
    make fsdax "$first" 64 22
    make fsdax "$first" 64 23
}
be_one() { make fsdax "$first" 64 24; }
be_other() { make fsdax "$second" 64 25; }
# A namespace to which nothing but a UUID was given, or a size as well.
be_begun() { put 12345678-0000-4000-8000-000000000031 "$nd/$namespace/uuid"; }
be_half() {
    be_begun
    put $((64 << 20)) "$nd/$namespace/size"
}
# One whose memory is to be used otherwise than it was.
be_wrong() {
    be_fsdax
    be_loose
    put dax "$nd/$namespace/holder_class"
}
be_loose() { loosen "$namespace"; }
be_forced() { put 1 "$nd/$namespace/force_raw"; }
# A sector namespace without its info block, without its copy, or with a log that has no entries.
be_scratched() {
    local pages
    be_loose
    value "$nd/$namespace/size"
    pages=$((value / 4096))
    case $1 in
    info) scratch "$namespace" 0 2 ;;
    copy) scratch "$namespace" $((pages - 1)) 1 ;;
    log) scratch "$namespace" $((pages - 5)) 1 ;;
    esac
}
be_down() { put "$first" /sys/bus/nd/drivers/nd_region/unbind; }
be_downs() {
    local region
    for region in "${regions[@]}"; do put "$region" /sys/bus/nd/drivers/nd_region/unbind; done
}
be_readonly() { put 1 "$nd/$first/read_only"; }
# What a creation that failed leaves, from ndctl.
be_tall() {
    value "$nd/$first/dax_seed"
    put 1073741824 "$nd/$value/align"
}
be_hidden() { mv "/dev/dax$number.0" /dev/hidden; }
be_mounted() {
    block_of "$made"
    mkfs.ext4 -q -F "$block"
    mkdir -p "/mnt/$made"
    mount -t ext4 "$block" "/mnt/$made"
}
be_opened() {
    char_of "$namespace"
    [ -e "$char" ] || block_of "$namespace"
    if [ -e "$char" ]; then use "$char"; else use "$block"; fi
}
be_ram() {
    put offline $memory/auto_online_blocks
    ram "dax$number.0" online_movable
}
be_idle() {
    put offline $memory/auto_online_blocks
    ram "dax$number.0" offline
}
# Before and after such a case labels are put back, and it counts what is written in them.
be_labels() {
    labels=yes
    case $1 in
    none) real zero-labels "$dimm" ;;
    newer) real init-labels -f -V 1.2 "$dimm" ;;
    esac
}
be_saved() { real read-labels "$dimm" -o /root/out; }

# real WORDS...: the real ndctl, of which only what it does counts.
real() { "${tools[peer]}" "$@" &>/dev/null; }

# loosen NAMESPACE: takes it away from its driver.
loosen() {
    holder_of "$1"
    detach "$holder"
    [ "$holder" = "$1" ] || put "" "$nd/$holder/namespace"
}

# delete NAMESPACE: takes it and its label away.
delete() {
    loosen "$1"
    put 0 "$nd/$1/size"
}

# restore: brings all label areas back to what they were before the first command. No region is enabled meanwhile.
restore() {
    local region folder name
    be_downs
    for folder in "$nd"/nmem*; do
        name=${folder##*/}
        if [ -z "$original" ]; then
            real zero-labels "$name"
            real init-labels "$name"
            real read-labels "$name" -o "/tmp/$name"
        else
            real read-labels "$name" -o /tmp/area
            cmp -s /tmp/area "/tmp/$name" || real write-labels "$name" -i "/tmp/$name"
        fi
        put "$name" /sys/bus/nd/drivers/nvdimm/unbind
        put "$name" /sys/bus/nd/drivers/nvdimm/bind
    done
    original=yes
    for region in "${regions[@]}"; do attach "$region"; done
    value "$nd/ndbus0/wait_probe"
}

# look: puts into $snapshot what the kernel says, the labels if they count, and what a command wrote.
look() {
    snapshot
    nd_lines
    snapshot+=$nd_lines
    [ -z "$labels" ] || snapshot+=$("${tools[peer]}" read-labels -j all 2>/dev/null | jq -cS 'sort_by(.dev)[]')$'\n'
    [ ! -e /root/out ] || snapshot+="out $(md5sum </root/out)"$'\n'
}
