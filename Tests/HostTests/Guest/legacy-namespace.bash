# SPDX-License-Identifier: Apache-2.0
# Persistent memory without labels: what is in its one namespace changes, and what needs labels is refused.
. /root/nvdimms.bash

region=${regions[0]}
name=namespace${region#region}.0
nd_state start
for shape in "fsdax mem" "fsdax dev" "sector" "devdax mem" "devdax dev"; do
    read -r mode map <<<"$shape"
    command=(daxshift reconfigure-namespace --json --force --mode "$mode" ${map:+--map "$map"} "$name")
    step "plan $shape" "${command[@]}" --dry-run
    step "do $shape" "${command[@]}"
    now "now $shape" "$name"
done
nd_state before-refusals
step size daxshift reconfigure-namespace --json --force --mode fsdax --size 1G "$name"
step name daxshift reconfigure-namespace --json --force --mode fsdax --name new "$name"
step uuid daxshift reconfigure-namespace --json --force --mode fsdax \
    --uuid 11111111-aaaa-4aaa-8aaa-000000000001 "$name"
step create daxshift create-namespace --json --force -r "$region"
step init-labels daxshift init-labels --json --force all
step destroy-refused daxshift destroy-namespace --json "$name"
nd_state after-refusals
step destroy daxshift destroy-namespace --json --force "$name"
now destroyed "$name"
step again daxshift destroy-namespace --json --force "$name"
step disable daxshift disable-region --json "$region"
step enable daxshift enable-region --json "$region"
now enabled "$name"
