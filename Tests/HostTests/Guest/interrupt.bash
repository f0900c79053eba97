# SPDX-License-Identifier: Apache-2.0
# usage: interrupt.bash COUNT
# SIGINT at random moments of a run, half of them each way.
. /root/faults.bash
count=$(($1 / 2))
RANDOM=20250101
# With job control a child in the background does not begin with SIGINT ignored.
set -m
mkfifo /tmp/never
exec 9<>/tmp/never

interrupt() {
    local command=$1 way_back=$2 n status start length wait pid
    start=${EPOCHREALTIME/./}
    $command >/dev/null 2>&1
    length=$((${EPOCHREALTIME/./} - start))
    go_back $way_back
    for ((n = 1; n <= count; n++)); do
        wait=$((length * RANDOM / 32768))
        $command >/tmp/out 2>/tmp/err &
        pid=$!
        read -rt "$((wait / 1000000)).$(printf %06d $((wait % 1000000)))" -u 9
        kill -INT $pid 2>/dev/null
        status=0
        wait $pid 2>/dev/null || status=$?
        ends_well "$3, SIGINT after $wait of $length us" $status
        go_back $way_back
    done
    tell "$3"
}
both_ways interrupt
