# SPDX-License-Identifier: Apache-2.0
# usage: crowd.bash ROUNDS
# 16 invocations at once, half of them to system-ram and half to devdax, on the same and on different devices.
. /root/faults.bash
rounds=$1
RANDOM=20250101

# mode_of DEVICE: the mode in which it is wholly, from `snapshot` and the blocks that it has in kmem.
mode_of() {
    local driver
    driver=$(cd -P "/sys/bus/dax/devices/$1/driver" 2>/dev/null && echo "${PWD##*/}")
    daxshift list --json -d "$1" | jq -r --arg driver "$driver" '.devices[0] |
        if $driver != .driver then "unlike sysfs"
        elif .driver == "device_dax" then "devdax"
        elif .driver == "kmem" and .online_memblocks == .total_memblocks and .zones.Movable == .total_memblocks
        then "system-ram" else "neither: \(.)" end'
}

# bystanders: the lines of the snapshot that no invocation may change.
bystanders() { grep -vE "^(layout )?($device|$other) |^memory" <<<"$snapshot"; }

snapshot
before=$snapshot
untouched=$(bystanders)
for ((round = 1; round <= rounds; round++)); do
    pids=()
    for ((n = 0; n < 16; n++)); do
        case $((n % 2)) in 0) command=$to_ram ;; 1) command=$to_devdax ;; esac
        case $((RANDOM % 3)) in 0) names=$device ;; 1) names=$other ;; 2) names="$device $other" ;; esac
        # Some wait for their turn, some not at all.
        $command --lock-timeout $((RANDOM % 2 * 600)) $names >/tmp/out$n 2>/tmp/err$n &
        pids+=($!)
    done
    : >/tmp/err
    verdict=
    done=0
    for ((n = 0; n < 16; n++)); do
        status=0
        wait "${pids[$n]}" || status=$?
        case $status in
            0) done=$((done + 1)) ;;
            75) ;;
            *)
                verdict+=" invocation $n ended with $status;"
                cat /tmp/err$n >>/tmp/err
                ;;
        esac
    done
    [ $done -gt 0 ] || verdict+=" nobody got through;"
    for name in "$device" "$other"; do
        mode=$(mode_of "$name")
        case $mode in devdax | system-ram) ;; *) verdict+=" $name is $mode;" ;; esac
    done
    snapshot
    [ "$(bystanders)" = "$untouched" ] || verdict+=" another changed;"
    is_open && verdict+=" the journal is open;"
    if [ -z "$verdict" ]; then survived; else lose "round $round:$verdict"; fi
done
$to_devdax "$device" "$other" >/tmp/out 2>/tmp/err
snapshot
if [ "$snapshot" = "$before" ]; then survived; else lose "the end"; fi
tell crowd
