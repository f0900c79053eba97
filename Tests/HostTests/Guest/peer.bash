# SPDX-License-Identifier: Apache-2.0
# usage: peer.bash SCRIPTS WHO...
# Runs scripts of ndctl's own tests, which are in /root/test, with the real daxctl and ndctl (peer) or with daxshift under
# their names (ours). Each run reports a step, "WHO SCRIPT"; its messages end with the last commands that the script ran.
. /root/nvdimms.bash

scripts=$1
shift
mkdir -p /tmp/ours /tmp/shims
for tool in daxctl ndctl; do ln -s "$(command -v daxshift)" /tmp/ours/$tool; done
declare -A folders=([peer]=$(dirname "$(command -v ndctl)") [ours]=/tmp/ours)
mount -t debugfs debugfs /sys/kernel/debug

# shim NAME: a program of the tests, which is standard input.
shim() {
    cat >"/tmp/shims/$1"
    chmod +x "/tmp/shims/$1"
}

# The tests ask for regions of modules that only a kernel built for them has. Here the region of soft-reserved memory and
# the bus of the emulated NVDIMMs take their place, and the modules need not be loaded.
sed -i 's/cxl_acpi\.0/hmem/' /root/test/daxctl-create.sh
sed -i 's/"nfit_test\.[01]"/"ACPI.NFIT"/' /root/test/common
shim modprobe <<EOF
#!/bin/sh
case "\$*" in *cxl_test* | *nfit_test*) exit 0 ;; esac
exec $(command -v modprobe) "\$@"
EOF
# The journal of a guest without systemd is what the kernel keeps.
shim journalctl <<'EOF'
#!/bin/sh
exec dmesg
EOF
shim uuidgen <<'EOF'
#!/bin/sh
exec cat /proc/sys/kernel/random/uuid
EOF
export CXL=true TEST_PATH=/root/test
path=$PATH
cd /tmp || exit

# reset: leaves no NVDIMM namespace, and brings the soft-reserved memory back into one device, which device_dax has, by
# writes of this shell alone.
reset() {
    local device driver first= region
    umount /tmp/test_*_mnt
    for region in "${regions[@]}"; do
        echo "$region" >/sys/bus/nd/drivers/nd_region/bind
        echo 0 >"$nd/$region/read_only"
        clear "$region"
        echo 16777216 >"$nd/$region/align"
    done
    for device in /sys/bus/dax/devices/dax*; do
        [[ $(readlink -f "$device") == */hmem* ]] || continue
        for driver in /sys/bus/dax/drivers/*/"${device##*/}"; do
            [ ! -e "$driver" ] || echo "${device##*/}" >"${driver%/*}/unbind"
        done
        echo 0 >"$device/size"
        region=$(readlink -f "$device/../dax_region")
        case $device in
        *.0) first=$device ;;
        *) echo "${device##*/}" >"$region/delete" ;;
        esac
    done
    [ -n "$first" ] || return 0
    cat "$region/size" >"$first/size"
    echo "${first##*/}" >/sys/bus/dax/drivers/device_dax/bind
} 2>/dev/null

# try SCRIPT: runs a test; 0 when it passes, 77 when it can't run here.
try() {
    local status=0
    local begun=${EPOCHREALTIME%.*}
    bash -Ex "/root/test/$1" 2>/tmp/trace || status=$?
    echo "TIME $((${EPOCHREALTIME%.*} - begun))" >>/tmp/trace
    tail -n 30 /tmp/trace >&2
    return $status
}

modprobe -a -q device_dax kmem dax_pmem
for script in $scripts; do
    for who; do
        export PATH=/tmp/shims:/root/programs:${folders[$who]}:$path
        export DAXCTL=${folders[$who]}/daxctl NDCTL=${folders[$who]}/ndctl
        reset
        step "$who $script" try "$script"
    done
done
