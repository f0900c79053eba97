# SPDX-License-Identifier: Apache-2.0
# What the scripts about namespaces share: the kernel's own files, read without daxshift and ndctl.
. /root/steps.bash

nd=/sys/bus/nd/devices

# value FILE: puts the text of a file of sysfs into $value, empty if there is none.
value() {
    value=
    { read -r value <"$1"; } 2>/dev/null
    return 0
}

# name_regions: puts the names of the regions into $regions, whose numbers depend on the kernel.
name_regions() {
    local folder
    regions=()
    for folder in "$nd"/region*; do regions+=("${folder##*/}"); done
}

# dimm_of REGION: puts the name of its first DIMM into $dimm.
dimm_of() {
    value "$nd/$1/mapping0"
    dimm=${value%%,*}
}

# driver_of FOLDER: puts the name of its driver into $driver.
driver_of() {
    driver=none
    [ ! -e "$1/driver" ] || driver=$(readlink "$1/driver") driver=${driver##*/}
}

# find_namespace REGION UUID: puts the name of the namespace whose label has the UUID into $found.
find_namespace() {
    local folder
    found=
    for folder in "$nd/$1"/namespace[0-9]*; do
        value "$folder/uuid"
        [ "$value" != "$2" ] || found=${folder##*/}
    done
    [ -n "$found" ]
}

# block_of NAMESPACE: puts the path of its block device into $block.
block_of() {
    local held=$1 folder
    block=
    value "$nd/$1/holder"
    [ -z "$value" ] || held=$value
    for folder in "$nd/$held"/block/*; do [ ! -e "$folder" ] || block=/dev/${folder##*/}; done
    [ -n "$block" ]
}

# char_of NAMESPACE: puts the path of its char device into $char.
char_of() {
    char=/dev/dax${1#namespace}
}

# nd_lines [WORD]: puts into the variable of that name what the kernel says of DIMMs, regions and namespaces; with WORD in
# place of the names of namespaces, if they may change. A namespace without a size is the next one's place: only what was left in it counts.
nd_lines() {
    local region folder file held line kind name class
    nd_lines=
    for folder in "$nd"/nmem*; do
        line="nd ${folder##*/}"
        for file in state flags available_slots; do
            value "$folder/$file"
            line+=" $file=$value"
        done
        nd_lines+=$line$'\n'
    done
    for region in "$nd"/region*; do
        driver_of "$region"
        line="nd ${region##*/} driver=$driver"
        for file in available_size read_only; do
            value "$region/$file"
            line+=" $file=$value"
        done
        for kind in dax pfn; do
            value "$region/${kind}_seed"
            [ -n "$value" ] && value "$nd/$value/align"
            line+=" $kind-align=$value"
        done
        nd_lines+=$line$'\n'
        for folder in "$region"/namespace[0-9]*; do
            [ -e "$folder" ] || continue
            name=${folder##*/}
            held=$folder
            value "$folder/holder"
            [ -z "$value" ] || held=$nd/$value
            driver_of "$held"
            value "$folder/size"
            if [ "$value" = 0 ]; then
                line="driver=$driver"
                for file in uuid alt_name holder; do
                    value "$folder/$file"
                    line+=" $file=$value"
                done
                [ "$line" = "driver=none uuid= alt_name= holder=" ] ||
                    nd_lines+="nd leftover ${region##*/} $line"$'\n'
                continue
            fi
            line="driver=$driver"
            for file in mode size uuid alt_name sector_size holder_class force_raw resource; do
                value "$folder/$file"
                line+=" $file=$value"
            done
            if [ "$held" != "$folder" ]; then
                class=${held##*/}
                line+=" on=${class%%[0-9]*}"
                for file in mode align size uuid sector_size; do
                    value "$held/$file"
                    line+=" $file=$value"
                done
            fi
            nd_lines+="nd ${1:-$name} $line"$'\n'
        done
    done
}

# nd_state NAME: reports what the kernel says of devices, memory blocks, settings, DIMMs, regions and namespaces.
nd_state() {
    snapshot
    nd_lines
    report "$1" 0 "$snapshot$nd_lines" ""
}

# now NAME NAMESPACE: reports what the kernel says a namespace is, as a line of JSON.
now() {
    local folder=$nd/$2 held mode map= size raw uuid
    value "$folder/holder"
    held=$folder
    [ -z "$value" ] || held=$nd/$value
    value "$folder/mode"
    case $value in memory) mode=fsdax ;; dax) mode=devdax ;; safe) mode=sector ;; *) mode=$value ;; esac
    case $mode in
        fsdax | devdax)
            value "$held/mode"
            case $value in pmem) map=dev ;; ram) map=mem ;; *) map=$value ;; esac
            ;;
    esac
    value "$held/size"
    size=${value:-0}
    value "$folder/size"
    raw=$value
    value "$folder/uuid"
    uuid=$value
    driver_of "$held"
    report "$1" 0 "{\"mode\":\"$mode\",\"map\":\"$map\",\"size\":$size,\"raw_size\":$raw,\"uuid\":\"$uuid\",\
\"driver\":\"$driver\"}" ""
}

# clear REGION: leaves nothing in a region. By the kernel's files, since ndctl takes a second or more in an emulated guest.
clear() {
    local namespace device
    for namespace in "$nd/$1"/namespace[0-9]*; do
        value "$namespace/size"
        [ -n "$value" ] && [ "$value" != 0 ] || continue
        value "$namespace/holder"
        for device in ${value:+"$nd/$value"} "$namespace"; do
            [ ! -e "$device/driver" ] || echo "${device##*/}" >"$device/driver/unbind"
            [ ! -e "$device/namespace" ] || echo >"$device/namespace"
        done
        echo 0 >"$namespace/size"
    done
    cycle "$1"
}

# cycle REGION: disables and enables a region, after which its seeds are new.
cycle() {
    echo "$1" >/sys/bus/nd/drivers/nd_region/unbind
    echo "$1" >/sys/bus/nd/drivers/nd_region/bind
    value "$nd/ndbus0/wait_probe"
}

name_regions
