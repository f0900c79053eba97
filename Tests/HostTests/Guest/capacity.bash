# SPDX-License-Identifier: Apache-2.0
# A region of 512 MiB is cut into namespaces, which are destroyed out of order; and what it refuses.
. /root/nvdimms.bash

region=${regions[0]}
report region 0 "$region" ""
clear "$region"

# pieces NAME: reports how much is free in all, and in one piece.
pieces() {
    local text
    value "$nd/$region/available_size"
    text=$value
    value "$nd/$region/max_available_extent"
    report "$1" 0 "$text $value" ""
}

# uuid_of NUMBER: puts the UUID of the namespace with this number by its place into $uuid, and its name into $name.
uuid_of() {
    local folder line
    line=$(for folder in "$nd/$region"/namespace[0-9]*; do
        value "$folder/size"
        [ "$value" = 0 ] && continue
        value "$folder/resource"
        echo "$value ${folder##*/} $(<"$folder/uuid")"
    done | sort | sed -n "$1p")
    read -r _ name uuid <<<"$line"
}

create=(daxshift create-namespace -r "$region" --json)
destroy=(daxshift destroy-namespace --force --json)

step fill-plan "${create[@]}" --mode devdax --size 128M --all-capacity --dry-run
pieces before-fill
step fill "${create[@]}" --mode devdax --size 128M --all-capacity
pieces filled
step full "${create[@]}" --mode devdax --size 16M

# The second, the last, the third: what is free is joined at its ends.
uuid_of 2
step second "${destroy[@]}" "$uuid"
pieces after-second
uuid_of 3
step last "${destroy[@]}" "$uuid"
pieces after-last
step in-pieces "${create[@]}" --mode fsdax --size 256M
uuid_of 2
step third "${destroy[@]}" "$uuid"
pieces after-third
step joined "${create[@]}" --mode fsdax --map mem --size 256M --name joined
pieces after-joined
step rest "${create[@]}" --mode sector --name rest
pieces after-rest

# Labels are there again after the region was disabled. Names of the kernel may be others.
step list daxshift list --namespaces --json
step disable daxshift disable-region --json "$region"
step disabled "${create[@]}" --size 16M
step enable daxshift enable-region --json "$region"
step list-again daxshift list --namespaces --json

step first daxshift disable-namespace --json -r "$region" all
nd_state none-enabled
step first-again daxshift enable-namespace --json -r "$region" all
step list-enabled daxshift list --namespaces --json

uuid_of 1
step destroy-first "${destroy[@]}" "$uuid"
pieces after-first
uuid_of 1
nd_state before-refusals
# refuse NAME OPTIONS...: what a new namespace can't be.
refuse() {
    local name=$1
    shift
    step "$name" "${create[@]}" "$@"
}
refuse too-large --mode devdax --size 1G
refuse misaligned --mode devdax --size 100M
refuse zero --size 0
refuse empty --size ""
refuse fraction --size 0.25G
refuse no-usable --mode devdax --align 1G --size 128M
refuse bad-align --mode devdax --align 3M --size 64M
refuse bad-sectors --mode sector --sector-size 1000 --size 64M
refuse needless --mode raw --map mem --size 64M
refuse taken --mode fsdax --size 64M --uuid "$uuid"
refuse long-name --name "$(printf 'x%.0s' {1..64})" --size 64M
step no-region daxshift create-namespace --json -r 99 --size 64M
step no-namespace daxshift reconfigure-namespace --json --mode raw namespace99.9
step other-region daxshift disable-namespace --json -r "${regions[1]}" "$name"
step not-root setpriv --reuid=65534 --clear-groups "${create[@]}" --size 64M
step resized daxshift reconfigure-namespace --json --force --size 1G "$uuid"
step not-devdax daxshift reconfigure-namespace --json --mode fsdax --zone movable "$uuid"
nd_state after-refusals
# The other regions are full.
step several daxshift create-namespace --json --size 64M
echo 1 >"$nd/$region/read_only"
step read-only "${create[@]}" --mode devdax --size 64M
echo 0 >"$nd/$region/read_only"
step all "${destroy[@]}" -r "$region" all
pieces empty-again
