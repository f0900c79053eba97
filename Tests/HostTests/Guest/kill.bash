# SPDX-License-Identifier: Apache-2.0
# usage: kill.bash all|sample
# SIGKILL at the n-th write, for every n both ways.
. /root/faults.bash
every=$1

slay() {
    local command=$1 way_back=$2 n status
    for ((n = 1; n <= writes; n++)); do
        is_picked "$n" "$writes" || continue
        status=0
        strace -f -o /dev/null -e trace=write -e inject=write:signal=KILL:when=$n \
            $command "$device" >/tmp/out 2>/tmp/err || status=$?
        ends_well "$3, SIGKILL at write $n of $writes" $status
        go_back $way_back "$device"
    done
    tell "$3"
}
both_ways slay
