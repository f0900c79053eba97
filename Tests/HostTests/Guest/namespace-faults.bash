# SPDX-License-Identifier: Apache-2.0
# usage: namespace-faults.bash kill|finish|errno STRIDE WAY
# SIGKILL, for `finish` with `recover --finish` after it, or an errno at every STRIDE-th system call that writes, while
# namespaces and labels are made, changed and destroyed. WAY is `create`, `ram`, `remake`, `labels` or
# `layout`; each goes forth and back.
. /root/faults.bash
. /root/nvdimms.bash
fault=$1 stride=$2
[ "$fault" != finish ] || finish=--finish

echo offline >/sys/devices/system/memory/auto_online_blocks
labelled=${regions[0]} blank=${regions[1]}
uuids=(11111111-aaaa-4aaa-8aaa-000000000001 11111111-aaaa-4aaa-8aaa-000000000002 11111111-aaaa-4aaa-8aaa-000000000003)
clear "$labelled"

# snapshot: what faults.bash compares. Names of namespaces and of their devices follow from what was there before.
snapshot() {
    local block bus
    nd_lines namespace
    snapshot=$(sort <<<"$nd_lines")$'\n'
    for block in /sys/devices/system/memory/memory[0-9]*; do
        value "$block/state"
        snapshot+="${block##*/} $value"$'\n'
    done
    for bus in nd dax; do
        value /sys/bus/$bus/drivers_autoprobe
        snapshot+="autoprobe $bus $value"$'\n'
    done
    value /sys/devices/system/memory/auto_online_blocks
    snapshot+="policy $value"$'\n'
    [ ! -e /run/daxshift/saved ] || snapshot+="saved $(ls /run/daxshift/saved)"$'\n'
}

# beside: makes a namespace that no command names, with a pattern in it.
beside() {
    daxshift create-namespace -r "$labelled" --mode raw --size 16M --uuid "${uuids[0]}" >/dev/null
    dd if=/dev/urandom of=/tmp/pattern bs=1M count=16 2>/dev/null
    find_namespace "$labelled" "${uuids[0]}" && block_of "$found" && cat /tmp/pattern >"$block"
}

case $3 in
    create)
        beside
        forth="daxshift create-namespace -r $labelled --mode devdax --size 64M --uuid ${uuids[1]} --name new"
        back="daxshift destroy-namespace --force ${uuids[1]}"
        ;;
    ram)
        forth="daxshift create-namespace -r $labelled --mode system-ram --uuid ${uuids[1]}"
        back="daxshift destroy-namespace --force ${uuids[1]}"
        ;;
    remake)
        beside
        daxshift create-namespace -r "$labelled" --mode fsdax --map mem --size 64M --uuid "${uuids[1]}" >/dev/null
        forth="daxshift reconfigure-namespace --force --mode devdax --uuid ${uuids[2]} --name new ${uuids[1]}"
        back="daxshift reconfigure-namespace --force --mode fsdax --map mem --uuid ${uuids[1]} --name old ${uuids[2]}"
        ;;
    layout)
        cat >/tmp/empty.yaml <<END
schema: daxshift.layout/1
regions:
  first: {match: {name: $labelled}, exclusive: true, allow: [destroy]}
END
        cat /tmp/empty.yaml - >/tmp/full.yaml <<END
namespaces:
  data: {region: first, uuid: ${uuids[1]}, name: data, mode: fsdax, size: 64M}
  ram: {region: first, uuid: ${uuids[2]}, mode: devdax, size: max, device: {mode: system-ram, zone: movable}}
END
        forth="daxshift apply --force /tmp/full.yaml"
        back="daxshift apply --force /tmp/empty.yaml"
        ;;
    labels)
        dimm_of "$blank"
        forth="daxshift init-labels --force $dimm"
        back="daxshift zero-labels --force $dimm"
        ;;
esac
struck=write,pwrite64,ioctl,rename
# The journal of a run that is done is removed, and no errno of that may undo the run.
[ "$fault" = errno ] || struck+=,unlink
errnos=(EBUSY EIO EINTR ENOMEM EACCES)

# points: prints the system calls that write of the run that was traced last: the name of each, and which one of a thread
# it is. Most ioctls read.
points() {
    awk '$2 !~ /\(/ { next }
        { call = $2; sub(/\(.*/, "", call); n = ++count[$1, call] }
        call == "ioctl" && !/SET_CONFIG_DATA/ { next }
        !printed[call, n]++ { print call, n }' /tmp/trace
}

strike() {
    local command=$1 way_back=$2 point call n status turn what
    local -a points
    mapfile -t points < <(points)
    for ((turn = 0; turn * stride < ${#points[@]}; turn++)); do
        point=${points[turn * stride]}
        read -r call n <<<"$point"
        what=signal=KILL
        [ "$fault" != errno ] || what=error=${errnos[turn % 5]}
        status=0
        timeout 120 strace -f --seccomp-bpf -o /dev/null -e trace="$call" -e inject="$call:$what:when=$n" \
            $command >/tmp/out 2>/tmp/err || status=$?
        ends_well "$3, $what at $point" $status
        go_back $way_back
    done
    tell "$3"
}
both_ways strike
if [ -e /tmp/pattern ]; then
    if find_namespace "$labelled" "${uuids[0]}" && block_of "$found" && cmp -s /tmp/pattern "$block"; then
        survived
    else
        lose "the namespace beside it"
    fi
    tell beside
fi
