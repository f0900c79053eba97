# SPDX-License-Identifier: Apache-2.0
# usage: layout-cut.bash first|second|third FULL EMPTY N
# Three boots of one host, of which the first two end while a layout is applied: after N steps of the run, which nobody undoes.
. /root/nvdimms.bash

echo offline >/sys/devices/system/memory/auto_online_blocks
full=$2 empty=$3
n=$4
# The namespace of the second region, which no layout names.
uuid=11111111-aaaa-4aaa-8aaa-000000000001

# pattern: prints what that namespace holds.
pattern() { yes daxshift | head -c 1048576; }

# beside: compares what it holds with what it held.
beside() {
    find_namespace "${regions[1]}" $uuid && block_of "$found"
    step beside cmp "$block" <(pattern) -n 1048576
}

# strike COMMAND...: kills a command as soon as it has done N steps.
strike() {
    local status=0 steps=0 word
    "$@" >/dev/null 2>&1 &
    while kill -0 $! && [ $steps -lt "$n" ]; do
        steps=0
        while read -r word _; do [ "$word" != done ] || steps=$((steps + 1)); done </run/daxshift/journal
    done 2>/dev/null
    kill -KILL $!
    wait $! || status=$?
    report cut $status "$steps" ""
}

case $1 in
    first)
        clear "${regions[1]}"
        daxshift create-namespace -r "${regions[1]}" --mode raw --size 16M --uuid $uuid >/dev/null
        find_namespace "${regions[1]}" $uuid && block_of "$found" && pattern >"$block"
        strike daxshift apply --force "$full"
        ;;
    second)
        beside
        step apply daxshift apply --force "$full"
        step reached daxshift plan "$full"
        strike daxshift apply --force "$empty"
        ;;
    third)
        beside
        step apply daxshift apply --force "$empty"
        step reached daxshift plan "$empty"
        ;;
esac
