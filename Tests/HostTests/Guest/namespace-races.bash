# SPDX-License-Identifier: Apache-2.0
# usage: namespace-races.bash ROUNDS
# Two of ours at once, and ours with ndctl, of which one waits in the middle: nothing half made may be left by ours.
. /root/faults.bash
. /root/nvdimms.bash
rounds=$1
RANDOM=20250101
region=${regions[0]}
uuid=11111111-aaaa-4aaa-8aaa-000000000001
create="daxshift create-namespace -r $region --mode devdax --size 64M"

# slowly CALL-NUMBER COMMAND...: runs a command that waits at its n-th write.
slowly() {
    local n=$1
    shift
    strace -f -o /dev/null -e trace=write -e inject=write:delay_enter=3000000:when="$n" "$@"
}

# halves: whether something half made is left by ours: a namespace with our UUID that has no driver, or an open journal.
halves() {
    is_open && return 0
    find_namespace "$region" "$uuid" || return 1
    driver_of "$nd/$found"
    value "$nd/$found/holder"
    [ -z "$value" ] || driver_of "$nd/$value"
    [ "$driver" = none ]
}

# leftovers: whether the region has anything of a namespace that has no size.
leftovers() {
    nd_lines
    [[ $nd_lines == *"nd leftover $region "* ]]
}

# Two of ours: one waits for the other, or is told who holds the lock.
for ((round = 1; round <= rounds; round++)); do
    clear "$region"
    $create --lock-timeout 600 >/tmp/out 2>/tmp/err &
    first=$!
    second=0
    $create --lock-timeout $((RANDOM % 2 * 600)) >/tmp/out2 2>/tmp/err2 || second=$?
    status=0
    wait $first || status=$?
    nd_lines
    count=$(grep "^nd namespace${region#region}\." <<<"$nd_lines" | grep -c 'driver=.* mode=dax .* on=dax')
    case "$status $second $count" in
        "0 0 2" | "0 75 1") if leftovers; then lose "ours, round $round: a leftover"; else survived; fi ;;
        *) lose "ours, round $round: $status and $second, $count namespaces" ;;
    esac
done
tell ours

# Ours and ndctl, which knows no lock. Ours may fail, and says so; then `recover` puts away what it has made.
for ((round = 1; round <= rounds; round++)); do
    for peer in "create-namespace -r $region -m fsdax -M mem -s 64M" "destroy-namespace -f -r $region all"; do
        clear "$region"
        slowly $((4 + RANDOM % 14)) $create --uuid $uuid >/tmp/out 2>/tmp/err &
        until grep -q create-namespace /run/daxshift/lock 2>/dev/null; do sleep 0.1; done
        for _ in 1 2 3; do ndctl $peer >/dev/null 2>&1; done
        status=0
        wait $! || status=$?
        is_open && daxshift recover >/tmp/recover 2>>/tmp/err
        if is_open; then
            lose "$peer, round $round: $status, recover failed"
            # The journal is kept aside.
            daxshift recover --abandon --force >/dev/null 2>&1
            rm -f "$journal"/journal*
        elif halves; then
            lose "$peer, round $round: $status, and a half is left"
        elif [ $status = 0 ] && [[ $peer == create* ]] && ! find_namespace "$region" $uuid; then
            lose "$peer, round $round: done, and not there"
        else
            survived
        fi
    done
done
tell ndctl
