# SPDX-License-Identifier: Apache-2.0
# usage: peer.bash WHO...
# Runs ndctl's own device tests, which are in /root/test, with the real daxctl (peer) or with daxshift under its name (ours).
# Each run reports a step, "WHO SCRIPT"; its messages end with the last commands that the script ran.
. /root/steps.bash

declare -A tools=([peer]=$(command -v daxctl) [ours]=/tmp/ours/daxctl)
mkdir /tmp/ours /tmp/shims
ln -s "$(command -v daxshift)" "${tools[ours]}"

# The tests of memory that is created and destroyed ask for regions of a module that only a kernel built for them has:
# here the region of soft-reserved memory takes their place, and the module need not be loaded.
sed -i 's/cxl_acpi\.0/hmem/' /root/test/daxctl-create.sh
cat >/tmp/shims/modprobe <<EOF
#!/bin/sh
case "\$*" in *cxl_test*) exit 0 ;; esac
exec $(command -v modprobe) "\$@"
EOF
chmod +x /tmp/shims/modprobe
export CXL=true NDCTL=$(command -v ndctl) TEST_PATH=/root/test PATH=/tmp/shims:$PATH
cd /tmp || exit

# reset: brings the soft-reserved memory back into one device, which device_dax has, by writes of this shell alone.
reset() {
    local device driver first= region
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
for script in daxctl-create.sh daxctl-devices.sh; do
    for who; do
        export DAXCTL=${tools[$who]}
        reset
        step "$who $script" try $script
    done
done
