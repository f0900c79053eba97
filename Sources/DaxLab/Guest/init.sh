#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# The first process of a guest. What it prints goes to the console, never to the command's stdout.
# Under another first process, `rdinit=` on the kernel's command line, it is a service of that, and only runs the command.
#
# /lab holds what daxlab put in for this run: `arguments` (the command, each argument ended by a NUL), `marker`,
# `namespaces` (a line for each NVDIMM: the sizes of its namespaces, none for one over all of it, or `blank` where its
# label area stays so), and for a command on a terminal `terminal` (`apart` if its stderr is none) and `environment` (each NAME=VALUE ended by a NUL). The ports: 1
# takes `ready`, `failed WHY` or `exit STATUS`, gives the window's `ROWS COLUMNS`, and ends when daxlab does; 2 is the
# command's terminal, or its stdout; 3 is its stderr.

export PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/root TERM=linux

cd /root || exit

mount_file_systems() {
    mount -t proc proc /proc
    mount -t sysfs sysfs /sys
    mount -t devtmpfs dev /dev
    mkdir -p /dev/pts /dev/shm
    mount -t devpts devpts /dev/pts
    mount -t tmpfs tmpfs /dev/shm
    mount -t tmpfs tmpfs /run
    mount -t tmpfs tmpfs /tmp
    mkdir -p /run/lock /var
    ln -s ../run /var/run
    ln -s ../run/lock /var/lock
    ln -s /proc/self/fd /dev/fd
    ln -s /proc/self/fd/0 /dev/stdin
    ln -s /proc/self/fd/1 /dev/stdout
    ln -s /proc/self/fd/2 /dev/stderr
}

# Does what udev does on a Debian host: loads every module that a device's modalias names. So 5.10 comes up in the
# class model (there only dax_pmem_compat has the alias `nd:t7*`), and since both device_dax and kmem have
# `dax:t0*`, soft-reserved memory belongs to kmem from 6.3 on. `modprobe.blacklist=kmem` on the kernel's command line
# keeps it out, here as there. New devices bring new modaliases, so it goes on until there are no more.
declare -A seen
load_modules() {
    local -a aliases
    local alias
    while :; do
        aliases=()
        while read -r alias; do
            [[ -n $alias && -z ${seen[$alias]} ]] || continue
            seen[$alias]=1
            aliases+=("$alias")
        done < <(
            exec 2>/dev/null
            cat /sys/bus/*/devices/*/modalias
            # A CXL memory device has its alias nowhere else.
            sed -n 's/^MODALIAS=//p' /sys/bus/cxl/devices/*/uevent
        )
        ((${#aliases[@]})) || return
        modprobe -a -b -q "${aliases[@]}"
        settle
    done
}

# Waits until libnvdimm is done with its probes, which run beside the module's loading.
settle() {
    cat /sys/bus/nd/devices/ndbus*/wait_probe >/dev/null 2>&1
}

wait_for() {
    until [[ -c $1 ]]; do sleep 0.02; done
}

# Stands in for udevd from here on: loads the modules of devices that come later. The `!` leaves /dev to the kernel: an nd
# device may be called as another's char device is, and with it that would go.
watch_for_devices() {
    echo '-$MODALIAS=.* 0:0 600 ! @modprobe -b -q "$MODALIAS"' >/etc/mdev.conf
    mdev -d
}

fail() {
    echo "failed $1" >&3
    sleep infinity
}

# Creates a devdax namespace in a region, of a size or of all that is free, and prints its name.
create_namespace() {
    local name
    name=$(ndctl create-namespace -m devdax -r "$1" ${2:+-s "$2"} | jq -r .dev) && [[ -n $name ]] && echo "$name"
}

# Creates devdax namespaces of these sizes in a region, or one over all of it.
# A namespace and its nd device take what numbers are free, the char device that of the namespace. With the first one
# destroyed, and later the first and the last of these, no namespace has the number of its nd device.
create_namespaces() {
    local name size region=$1
    local -a names=()
    shift
    name=$(create_namespace "$region") || return
    (($#)) || return 0
    ndctl destroy-namespace -f "$name" || return
    for size; do names+=("$(create_namespace "$region" "$size")") || return; done
    (($# > 1)) || return 0
    ndctl destroy-namespace -f "${names[0]}" && ndctl destroy-namespace -f "${names[-1]}" || return
    for size in "$1" "${!#}"; do create_namespace "$region" "$size" || return; done
}

# Gives NVDIMMs that were never used labels, and every blank region its devdax namespaces.
# NVDIMMs whose labels are there (`--state`) are left as they are, and so are those that the host wants blank.
set_up_nvdimms() {
    local dimm region namespace fresh=" "
    local -a namespaces
    mapfile -t namespaces </lab/namespaces
    for dimm in /sys/bus/nd/devices/nmem*; do
        [[ -e $dimm && ${namespaces[${dimm##*nmem}]} != blank ]] || continue
        [[ $(<"$dimm/commands") == *get_data* && $(<"$dimm/flags") != *label* ]] || continue
        fresh+="${dimm##*/} "
    done
    if [[ $fresh != " " ]]; then
        ndctl disable-region all && ndctl init-labels -f $fresh && ndctl enable-region all ||
            fail "cannot write the labels of$fresh"
        settle
    fi
    for region in /sys/bus/nd/devices/region*; do
        [[ -e $region ]] || continue
        dimm=$(cat "$region/mapping0" 2>/dev/null)
        region=${region##*/}
        namespace=/sys/bus/nd/devices/namespace${region#region}.0
        dimm=${dimm%%,*}
        [[ -z $dimm || ${namespaces[${dimm#nmem}]} != blank ]] || continue
        if [[ $fresh == *" $dimm "* ]]; then
            create_namespaces "$region" ${namespaces[${dimm#nmem}]}
        elif [[ $(<"$namespace/nstype") == 4 && -z $(<"$namespace/holder") ]]; then
            ndctl create-namespace -f -e "${namespace##*/}" -m devdax
        fi || fail "cannot create a namespace in $region"
    done
}

# Writes a value to a file of the CXL device that is being set up.
set_cxl() {
    echo "$2" >"/sys/bus/cxl/devices/$1" || fail "cannot write $2 to $1"
}

# Names the endpoint of a CXL memory device, which comes after the device itself.
endpoint_of() {
    local endpoint
    for endpoint in /sys/bus/cxl/devices/endpoint*; do
        [[ $(readlink -f "$endpoint/uport") == "$1"/mem* && -e $endpoint/decoder${endpoint##*endpoint}.0 ]] || continue
        echo "${endpoint##*/}"
        return
    done
    return 1
}

# Makes a region of each volatile CXL memory device, in a window of its own, as firmware or an administrator would.
set_up_cxl() {
    local device endpoint decoder region size window=0
    for device in /sys/bus/pci/devices/*; do
        [[ $(cat "$device/class") == 0x050210 ]] || continue
        device=$(readlink -f "$device")
        until endpoint=$(endpoint_of "$device"); do
            ((SECONDS < 60)) || fail "the CXL memory device $device has no endpoint"
            sleep 0.02
            load_modules
        done
        size=$(cat "$device"/mem*/ram/size)
        decoder=decoder${endpoint#endpoint}.0
        region=$(<"/sys/bus/cxl/devices/decoder0.$window/create_ram_region")
        set_cxl "decoder0.$window/create_ram_region" "$region"
        set_cxl "$region/interleave_granularity" 256
        set_cxl "$region/interleave_ways" 1
        set_cxl "$decoder/mode" ram
        set_cxl "$decoder/dpa_size" "$size"
        set_cxl "$region/size" "$size"
        set_cxl "$region/target0" "$decoder"
        set_cxl "$region/commit" 1
        [[ -e /sys/bus/cxl/devices/$region/driver ]] || echo "$region" >/sys/bus/cxl/drivers/cxl_region/bind ||
            fail "cannot enable $region"
        until compgen -G "/sys/bus/cxl/devices/dax_$region/dax*.0" >/dev/null; do
            ((SECONDS < 60)) || fail "$region has no dax device"
            sleep 0.02
            load_modules
        done
        ((++window))
    done
}

run_command() {
    local -a command
    mapfile -d '' command </lab/arguments
    # Pipes, since a port can be opened only once, and a command may open /dev/stdout again.
    exec 4> >(exec 3>&- cat >/dev/vport0p2) 5> >(exec 3>&- 4>&- cat >/dev/vport0p3)
    rm -r /lab
    echo ready >&3
    (exec </dev/null >&4 2>&5 3>&- 4>&- 5>&- && exec -- "${command[@]}")
    finish $?
}

# Runs the command on a pseudo-terminal, the guest's first, once that has the size of the window.
run_on_terminal() {
    local -a command environment
    local apart start="until [[ -e /run/daxlab.sized ]]; do sleep 0.02; done; exec"
    mapfile -d '' command </lab/arguments
    mapfile -d '' environment </lab/environment
    read -r apart </lab/terminal
    exec 4<>/dev/vport0p2 5> >(exec 3>&- 4>&- cat >/dev/vport0p3)
    rm -r /lab
    echo ready >&3
    (
        export SHELL=/bin/bash "${environment[@]}"
        exec script -qe -E always -c "$start ${apart:+2>&5} 4>&- 5>&- -- ${command[*]@Q}" /dev/null <&4 >&4 3>&-
    )
    finish $?
}

# Gives the command's terminal each size of the window, and ends the guest when nobody listens any more.
follow_window() {
    local rows columns
    while read -r rows columns <&3; do
        until stty -F /dev/pts/0 rows "$rows" cols "$columns"; do sleep 0.02; done 2>/dev/null
        : >/run/daxlab.sized
    done
    poweroff -f
}

# Tells how the command ended, and waits to be switched off. The marker ends each of its streams: only what went through
# the pipe before it is known to have arrived.
finish() {
    sync
    printf %s "$marker" >&4
    printf %s "$marker" >&5
    echo "exit $1" >&3
    sleep infinity
}

if (($$ == 1)); then
    mount_file_systems
    load_modules
fi
wait_for /dev/vport0p1
exec 3<>/dev/vport0p1
until read -r -t 1 hello <&3; do
    ((SECONDS < 60)) || poweroff -f
    sleep 0.02
done
follow_window &
if (($$ == 1)); then
    set_up_nvdimms
    set_up_cxl
    load_modules
    watch_for_devices
fi

marker=$(</lab/marker)
wait_for /dev/vport0p2
wait_for /dev/vport0p3
if [[ -e /lab/terminal ]]; then run_on_terminal; else run_command; fi
