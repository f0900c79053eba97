# SPDX-License-Identifier: Apache-2.0
# usage: modes.bash SHAPE...
# A namespace between two others goes from each shape to each in its place. A shape is a mode, with `:` and the place of the
# map where the mode has one: `devdax:mem`.
. /root/nvdimms.bash

region=${regions[0]}
clear "$region"
# A sector namespace has the predicted size with labels of version 1.2.
dimm_of "$region"
daxshift init-labels --force "$dimm" >/dev/null
dd if=/dev/urandom of=/tmp/pattern bs=1M count=16 2>/dev/null
uuids=(11111111-aaaa-4aaa-8aaa-000000000001 11111111-aaaa-4aaa-8aaa-000000000002 11111111-aaaa-4aaa-8aaa-000000000003)

# options SHAPE: puts the options that ask for a shape into $options.
options() {
    options=(--mode "${1%%:*}")
    [ "$1" = "${1%%:*}" ] || options+=(--map "${1#*:}")
}

# others: reports the UUIDs of the namespaces on both sides, and whether they hold the pattern.
others() {
    local uuid text=
    for uuid in "${uuids[0]}" "${uuids[2]}"; do
        find_namespace "$region" "$uuid" && block_of "$found" && cmp -s /tmp/pattern "$block" && text+="$uuid same"$'\n'
    done
    report "$1" 0 "$text" ""
}

step first daxshift create-namespace -r "$region" --mode raw --size 16M --uuid "${uuids[0]}" --json
options "$1"
step plan-0 daxshift create-namespace -r "$region" "${options[@]}" --size 128M --uuid "${uuids[1]}" --dry-run --json
step do-0 daxshift create-namespace -r "$region" "${options[@]}" --size 128M --uuid "${uuids[1]}" --json
find_namespace "$region" "${uuids[1]}"
name=$found
now now-0 "$name"
step last daxshift create-namespace -r "$region" --mode raw --size 16M --uuid "${uuids[2]}" --json
for uuid in "${uuids[0]}" "${uuids[2]}"; do
    find_namespace "$region" "$uuid" && block_of "$found" && cat /tmp/pattern >"$block"
done
others others-0

# The way that goes from each to each once: from a shape to each behind it and back, and from the first of those onwards.
shapes=("$@")
way=()
tour() {
    local from=$1 to
    for ((to = from + 1; to < ${#shapes[@]}; to++)); do
        way+=("$to")
        [ "$to" != $((from + 1)) ] || tour "$to"
        way+=("$from")
    done
}
tour 0

number=0
for to in "${way[@]}"; do
    number=$((number + 1))
    options "${shapes[to]}"
    command=(daxshift reconfigure-namespace "${options[@]}" --force --json "$name")
    step "plan-$number" "${command[@]}" --dry-run
    step "do-$number" "${command[@]}"
    now "now-$number" "$name"
    others "others-$number"
done
report count 0 "$number" ""
report way 0 "${way[*]}" ""
value "$nd/$name/uuid"
step ndctl ndctl list -N -n "$name"
step gone daxshift destroy-namespace --force --json "$value"
others others-gone
