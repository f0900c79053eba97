# SPDX-License-Identifier: Apache-2.0
# usage: dynamic.bash COUNT
# A dynamic region cut into devices: until it is full, and by COUNT random operations. After each one the kernel's own
# files, read without processes, must make sense, agree with what daxshift said, and tell of no other device's change.
. /root/faults.bash
count=$1
RANDOM=20251125
folder=/sys/bus/dax/devices
region=$folder/dax0.0/../dax_region
block=$((0x$(</sys/devices/system/memory/block_size_bytes)))
read -r whole <$region/size

# look: what each device of the region is in `seen`, its size in `sizes` and its driver in `drivers`, and what is wrong in `amiss`.
look() {
    local path name size sum start end align driver text n m available total=0 blocks
    local starts=() ends=()
    seen=() sizes=() drivers=() amiss=
    for path in $folder/dax0.*; do
        name=${path##*/}
        read -r size <"$path/size"
        read -r align <"$path/align"
        driver=none
        [ -e "$path/driver" ] && driver=$(cd -P "$path/driver" && echo "${PWD##*/}")
        text="$driver $size $align"
        sum=0 blocks=
        for n in "$path"/mapping[0-9]*; do
            [ -e "$n" ] || continue
            read -r start <"$n/start"
            read -r end <"$n/end"
            text+=" $start-$end"
            sum=$((sum + end - start + 1))
            for m in "${!starts[@]}"; do
                ((start > ends[m] || end < starts[m])) || amiss+=" $name overlaps another;"
            done
            starts+=($((start))) ends+=($((end)))
            ((start % 2097152 == 0 && (end + 1) % 2097152 == 0)) || amiss+=" $name is not aligned;"
            [ $driver = kmem ] || continue
            for ((m = (start + block - 1) / block; (m + 1) * block - 1 <= end; m++)); do
                read -r available <"/sys/devices/system/memory/memory$m/state"
                blocks+=" $m:$available"
            done
        done
        [ $sum = "$size" ] || amiss+=" the ranges of $name are $sum of $size;"
        total=$((total + sum))
        seen[$name]="$text$blocks" sizes[$name]=$size drivers[$name]=$driver
    done
    read -r available <$region/available_size
    [ $((total + available)) = "$whole" ] || amiss+=" $total taken and $available free are not $whole;"
}
declare -A seen sizes drivers was

# try NAMES COMMAND...: runs a command that may change these devices, and a new one for `new`.
try() {
    local names=" $1 " status=0 name out err
    shift
    for name in "${!seen[@]}"; do was[$name]=${seen[$name]}; done
    for name in "${!was[@]}"; do [ -n "${seen[$name]:-}" ] || unset "was[$name]"; done
    daxshift "$@" --json >/tmp/out 2>/tmp/err || status=$?
    out=$(</tmp/out) err=$(</tmp/err)
    report "$*" "$status" "$out" "$err"
    look
    case $status in
        0) done=$((done + 1)) ;;
        1 | 4)
            names=" "
            refused=$((refused + 1))
            [[ $err == *"nothing was changed"* ]] || amiss+=" it failed;"
            ;;
        *) amiss+=" it ended with $status;" ;;
    esac
    for name in "${!seen[@]}" "${!was[@]}"; do
        [ "${seen[$name]:-}" = "${was[$name]:-}" ] && continue
        [[ $names == *" $name "* || $names == *" new "* && -z "${was[$name]:-}" ]] && continue
        # A device without memory is made use of for a new one.
        [[ $names == *" new "* && ${was[$name]:-} == "none 0 "* ]] && continue
        amiss+=" $name was '${was[$name]:-}' and is '${seen[$name]:-}';"
    done
    # What it said of each device is what the kernel says.
    while [[ $out =~ \"chardev\":\ *\"(dax[0-9.]+)\"[^}]*\"size\":\ *([0-9]+) ]]; do
        [ "${sizes[${BASH_REMATCH[1]}]:-}" = "${BASH_REMATCH[2]}" ] || amiss+=" it said ${BASH_REMATCH[1]} has ${BASH_REMATCH[2]};"
        out=${out#*"${BASH_REMATCH[0]}"}
    done
    before=${was[*]}
    if [ -z "$amiss" ]; then survived; else lose "daxshift $*:$amiss"; fi
}

# listed: whether `daxshift list` says what the kernel does, of each device and each range.
listed() {
    local line
    look
    daxshift list --json --mappings --idle -r 0 >/tmp/list 2>/tmp/err
    jq -r '.devices[] | "\(.chardev) \(.size) \([.mappings // [] | .[] | .start, .end] | map(tostring) | join(" "))"' \
        /tmp/list | sort >/tmp/ours
    for name in "${!seen[@]}"; do
        line="$name ${sizes[$name]} "
        for range in ${seen[$name]}; do
            [[ $range == 0x*-0x* ]] && line+="$((${range%-*})) $((${range#*-})) "
        done
        [ "${sizes[$name]}" = 0 ] || line=${line% }
        echo "$line"
    done | sort >/tmp/kernels
    if cmp -s /tmp/ours /tmp/kernels; then survived; else lose "list: $(diff /tmp/ours /tmp/kernels)"; fi
}

# pick VARIABLE FILTER: one of the devices by chance for which the filter holds; fails when there is none.
pick() {
    local name names=()
    for name in "${!sizes[@]}"; do
        case $2 in
            memory) [ "${sizes[$name]}" != 0 ] || continue ;;
            kmem) [ "${drivers[$name]}" = kmem ] || continue ;;
        esac
        names+=("$name")
    done
    [ ${#names[@]} -gt 0 ] || return 1
    readarray -t names < <(printf '%s\n' "${names[@]}" | sort)
    printf -v "$1" %s "${names[$((RANDOM % ${#names[@]}))]}"
}

done=0 refused=0
look
try "dax0.0" destroy-device --force all
tell empty

# Until it is full, in sizes by chance, and then all of it away in random order.
for ((n = 0; n < 12; n++)); do
    try new create-device --size $(((RANDOM % (whole / 33554432) + 1) * 2))M
done
try new create-device --size max
full=$refused
try new create-device
[ $refused -gt $full ] && survived || lose "a device was made of nothing"
listed
for ((n = 0; n < 20; n++)); do pick chosen memory && try "$chosen" destroy-device --force "$chosen"; done
read -r available <$region/available_size
[ "$available" = "$whole" ] && survived || lose "$available of $whole are free at the end"
tell full

done=0 refused=0
for ((n = 0; n < count; n++)); do
    size=$(((RANDOM % 5 + 1) * 32 + RANDOM % 2 * 2))M
    shape=(--size $size)
    case $((RANDOM % 8)) in 0) shape=(--size $((RANDOM % 100 + 1))%) ;; 1) shape+=(--align 4K) ;; 2) shape+=(--align 2M) ;; esac
    case $((RANDOM % 4)) in 0) mode=(--mode system-ram) ;; 1) mode=(--mode system-ram --no-online) ;; *) mode=(--mode devdax) ;; esac
    case $((RANDOM % 10)) in
        0 | 1 | 2 | 3) try new create-device "${shape[@]}" "${mode[@]}" ;;
        4 | 5) pick chosen memory && try "$chosen" reconfigure-device --force "${shape[@]}" "${mode[@]}" "$chosen" ;;
        6) pick chosen memory && try "$chosen" reconfigure-device --force "${shape[@]}" "$chosen" ;;
        7) pick chosen memory && try "$chosen" destroy-device --force "$chosen" ;;
        8) pick chosen memory && try "$chosen" reconfigure-device --force "${mode[@]}" "$chosen" ;;
        9) pick chosen kmem && try "$chosen" $([ $((RANDOM % 2)) = 0 ] && echo online-memory || echo offline-memory) "$chosen" ;;
    esac
    [ $((n % 20)) = 19 ] && listed
done
listed
# A small region refuses much, but a run in which little was done would prove little.
[ $done -gt $((count / 3)) ] && survived || lose "$done were done, $refused were refused"
echo "dynamic: $done done, $refused refused" >&2
try "${!seen[*]}" destroy-device --force all
tell random

# A device in two ranges around another: what is done to the one leaves the other alone.
try new create-device --size 128M
try new create-device --size 128M --mode system-ram
inner=dax0.1
try dax0.0 reconfigure-device --size 256M --mode system-ram dax0.0
[[ ${seen[dax0.0]} == *-*-* ]] && survived || lose "dax0.0 lies in one range"
try dax0.0 offline-memory dax0.0
[[ ${seen[dax0.0]} != *:online* && ${seen[$inner]} == *:online ]] && survived || lose "offline: ${seen[*]}"
try dax0.0 online-memory dax0.0
[[ ${seen[dax0.0]} != *:offline* && ${seen[$inner]} == *:online ]] && survived || lose "online: ${seen[*]}"
tell interleaved
# The same with daxctl, which takes the inner one's memory.
daxctl offline-memory dax0.0 >/tmp/out 2>/tmp/err
look
report peer 0 "$(jq -nc --arg inner "${seen[$inner]}" '{$inner}')" ""
