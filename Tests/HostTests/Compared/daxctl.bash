# SPDX-License-Identifier: Apache-2.0
# The states of daxctl.cases, for compare.bash. What a command left behind is put back by writes of this shell alone.
parameters=/sys/module/memory_hotplug/parameters

# On Linux 5.10-bus, NVDIMMs' devices go to the bus first.
if [[ $here == *-bus ]]; then
    for device in /sys/bus/nd/drivers/dax_pmem_compat/dax*; do
        echo "${device##*/}" >/sys/bus/nd/drivers/dax_pmem_compat/unbind
        echo "${device##*/}" >/sys/bus/nd/drivers/dax_pmem/bind
    done
fi

# What a case may name: two devices of NVDIMMs, one of soft-reserved memory and a second one that a state makes there,
# the first of these that there is, and its region.
pmem= other= hmem=
for device in /sys/bus/dax/devices/dax* /sys/class/dax/dax*; do
    [ -e "$device" ] || continue
    case $(readlink -f "$device") in
    */ndbus*) [ -z "$pmem" ] && pmem=${device##*/} || other=${device##*/} ;;
    *) hmem=${device##*/} ;;
    esac
done
dev=${pmem:-$hmem}

# region_of DEVICE: the folder of the region that a device lies in.
region_of() {
    echo "$(dirname "$(readlink -f /sys/bus/dax/devices/"$1")")/dax_region"
}

region=${dev#dax} region=${region%.*}
uuid=$(ndctl list 2>/dev/null | jq -r --arg device "$dev" '.[] | select(.chardev == $device).uuid')
if [ -n "$hmem" ]; then
    second=${hmem%.*}.1
    hregion=$(region_of "$hmem")
    read -r whole <"$hregion/size"
    read -r base <"/sys/bus/dax/devices/$hmem/mapping0/start"
fi

# reset: brings all devices to device_dax, each over all of its region.
reset() {
    local device
    put offline $memory/auto_online_blocks
    put 1 /sys/bus/dax/drivers_autoprobe
    for device in "$drivers"/kmem/dax*; do
        [ ! -e "$device" ] || unram "${device##*/}"
    done
    if [ -n "$hmem" ]; then
        for device in /sys/bus/dax/devices/"${hmem%.*}".*; do
            device=${device##*/}
            [ ! -e "$drivers/device_dax/$device" ] || put "$device" $drivers/device_dax/unbind
            put 0 "/sys/bus/dax/devices/$device/size"
            [ "$device" = "$hmem" ] || put "$device" "$hregion/delete"
        done
        put 2097152 "/sys/bus/dax/devices/$hmem/align"
        put "$whole" "/sys/bus/dax/devices/$hmem/size"
    fi
    for device in /sys/bus/dax/devices/dax*; do
        [ ! -e "$device" ] || drive "${device##*/}" device_dax
    done
    [ ! -e /dev/hidden ] || mv /dev/hidden "/dev/$dev"
    rm -rf /etc/modprobe.d/daxctl.conf /etc/daxctl.conf.d
    mkdir /etc/daxctl.conf.d
    put contig-zones $parameters/online_policy
}

# The states, each a change of that before it.
be_devdax() { :; }
be_ram() { ram "$dev" online_movable; }
be_rams() { ram "$dev" online_movable && ram "$other" online_movable; }
be_kernel() { ram "$dev" online_kernel; }
be_half() { ram "$dev" online_movable 5; }
be_idle() { ram "$dev" offline; }
be_disabled() { put "$dev" $drivers/device_dax/unbind; }
be_none() { for device in $drivers/device_dax/dax*; do put "${device##*/}" $drivers/device_dax/unbind; done; }
be_policy() { put "$1" $memory/auto_online_blocks; }
be_empty() {
    put "$hmem" $drivers/device_dax/unbind
    put 0 "/sys/bus/dax/devices/$hmem/size"
}
be_small() {
    be_empty
    put $((512 << 20)) "/sys/bus/dax/devices/$hmem/size"
    drive "$hmem" device_dax
}
be_two() {
    be_small
    put 1 "$hregion/create"
    put $((256 << 20)) "/sys/bus/dax/devices/$second/size"
}
be_tiny() {
    be_empty
    put $((64 << 20)) "/sys/bus/dax/devices/$hmem/size"
}
be_bound() { drive "$second" device_dax; }
be_loose() { put "$hmem" $drivers/device_dax/unbind; }
be_interleaved() {
    be_empty
    put 1 "$hregion/create"
    local range
    for range in "$hmem 0" "$hmem 512" "$second 256"; do
        printf '%x-%x' $((base + (${range#* } << 20))) $((base + ((${range#* } + 256) << 20) - 1)) \
            >"/sys/bus/dax/devices/${range% *}/mapping"
    done
    ram "$hmem" online_movable
    ram "$second" online_movable
}
be_stuck() {
    be_ram
    wrapper=(strace -f -o /dev/null -P "${blocks[5]}/state" -e trace=write -e inject=write:error=EBUSY)
}
# Another process makes a device larger while the command is about to give it to its driver.
be_stale() {
    hold $drivers/device_dax/bind $drivers/device_dax/new_id
    { until_held && put $((1 << 30)) "/sys/bus/dax/devices/$hmem/size"; } &
    user=$!
}
# The same tool has begun to bring the device into system-ram mode, and takes its time.
be_beside() {
    hold $drivers/device_dax/unbind
    "${wrapper[@]}" "${tools[$who]}" reconfigure-device -N -m system-ram "$dev" &>/dev/null &
    beside=$!
    wrapper=()
    until_held
}
be_opened() { use "/dev/$dev"; }
be_auto() {
    put auto-movable $parameters/online_policy
    put N $parameters/auto_movable_numa_aware
}
be_hidden() { mv "/dev/$dev" /dev/hidden; }
be_unfound() { rm -r /etc/daxctl.conf.d; }
be_section() {
    local file=/etc/daxctl.conf.d/test.conf
    printf '[reconfigure-device one]\nnvdimm.uuid = %s\n' "$uuid" >$file
    case $1 in
    ram) echo 'mode = system-ram' >>$file ;;
    idle) printf 'mode = system-ram\nonline = false\n' >>$file ;;
    kernel) printf 'mode = system-ram\nmovable = false\n' >>$file ;;
    devdax) echo 'mode = devdax' >>$file ;;
    bogus) echo 'mode = bogus' >>$file ;;
    offline) echo 'online = false' >>$file ;;
    on) printf 'mode = system-ram\nonline = on\n' >>$file ;;
    movable) printf 'mode = system-ram\nmovable = true\n' >>$file ;;
    junk) printf 'mode = system-ram\njunk\n' >>$file ;;
    unknown) printf 'mode = devdax\nmoed = system-ram\n' >>$file ;;
    upper) printf '[reconfigure-device one]\nnvdimm.uuid = %s\nmode = system-ram\n' "${uuid^^}" >$file ;;
    twice)
        printf 'mode = system-ram\n[reconfigure-device two]\nnvdimm.uuid = %s\nmode = devdax\n' "$uuid" >>$file
        ;;
    other)
        printf '[reconfigure-device one]\nnvdimm.uuid = 01234567-89ab-cdef-0123-456789abcdef\n' >$file
        echo 'mode = system-ram' >>$file
        ;;
    linked)
        echo 'mode = system-ram' >>$file
        mv $file /tmp/linked.conf
        ln -s /tmp/linked.conf $file
        ;;
    esac
}
be_migrated() { ln -s /usr/share/daxctl/daxctl.conf /etc/modprobe.d/daxctl.conf; }

# look: puts into $snapshot what the kernel says.
look() { snapshot; }

# What --input reads: a device of 256 MiB in the middle of the free memory of a small one's region.
if [ -n "$hmem" ]; then
    printf '{"chardev":"%s","mappings":[{"page_offset":0,"start":%d,"end":%d,"size":%d}]}\n' "$second" \
        $((base + (1 << 30))) $((base + (1280 << 20) - 1)) $((256 << 20)) >/root/input.json
fi
