# SPDX-License-Identifier: Apache-2.0
# usage: kill.bash STRIDE [WAY]
# SIGKILL at the n-th write, for every STRIDE-th n both ways: to system-ram and back, or as WAY says.
. /root/faults.bash
stride=$1
[ -z "${2:-}" ] || take "$2"
# The journal of a run that is done is removed.
struck+=,unlink

slay() {
    local command=$1 way_back=$2 n status
    for ((n = 1; n <= writes; n += stride)); do
        status=0
        strace -f --seccomp-bpf -o /dev/null -e trace=$struck -e inject=$struck:signal=KILL:when=$n \
            $command >/tmp/out 2>/tmp/err || status=$?
        ends_well "$3, SIGKILL at write $n of $writes" $status
        go_back $way_back
    done
    tell "$3"
}

# forgotten: whether kmem has no id of the device, which has no driver: a new id offers all of these to kmem.
forgotten() {
    daxshift disable-device --force "$device" >/dev/null 2>/tmp/err
    echo dax99.0 >/sys/bus/dax/drivers/kmem/new_id
    echo dax99.0 >/sys/bus/dax/drivers/kmem/remove_id
    [ ! -e "/sys/bus/dax/devices/$device/driver" ]
}
both_ways slay
[ -z "${2:-}" ] || exit 0
if forgotten; then survived; else lose "the id of $device is still in the list of kmem"; fi
tell ids
