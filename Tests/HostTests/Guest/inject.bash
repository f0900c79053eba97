# SPDX-License-Identifier: Apache-2.0
# usage: inject.bash each|turn STRIDE [WAY]
# An errno in place of the n-th write, for every STRIDE-th n both ways: each errno for every n, or each in its turn.
. /root/faults.bash
which=$1 stride=$2
[ -z "${3:-}" ] || take "$3"
errnos=(EBUSY EIO EINTR ENOMEM EACCES)

inject() {
    local command=$1 way_back=$2 n errno turn=0 status
    for ((n = 1; n <= writes; n += stride)); do
        for errno in "${errnos[@]}"; do
            [ "$which" = each ] || errno=${errnos[$((turn++ % 5))]}
            status=0
            timeout 120 strace -f --seccomp-bpf -o /dev/null -e trace=$struck -e inject=$struck:error=$errno:when=$n \
                $command >/tmp/out 2>/tmp/err || status=$?
            ends_well "$3, $errno at write $n of $writes" $status
            go_back $way_back
            [ "$which" = each ] || break
        done
    done
    tell "$3"
}
both_ways inject
