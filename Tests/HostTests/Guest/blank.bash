# SPDX-License-Identifier: Apache-2.0
# An NVDIMM that nobody initialized becomes system RAM in one command, and is given back.
. /root/nvdimms.bash

region=${regions[0]}
dimm_of "$region"
echo offline >/sys/devices/system/memory/auto_online_blocks
value "$nd/$region/size"
report size 0 "$value" ""

nd_state start
create=(daxshift create-namespace -r "$region" --mode system-ram --json)
step refused "${create[@]}"
nd_state after-refused
step plan "${create[@]}" --force --dry-run
nd_state after-plan
step create "${create[@]}" --force
nd_state in-ram
step iomem cat /proc/iomem
step list daxshift list --json
step again daxshift create-namespace -r "$region" --mode devdax --json

# labels NAME: reports what both programs say of the labels.
labels() {
    step "$1" daxshift read-labels --json "$dimm"
    step "$1-ndctl" ndctl read-labels -j "$dimm"
}
labels labels
name=$(daxshift list --namespaces --json | jq -r '.namespaces[0].dev')
step destroy-refused daxshift destroy-namespace --json "$name"
nd_state after-destroy-refused
step destroy-plan daxshift destroy-namespace --force --dry-run --json "$name"
step destroy daxshift destroy-namespace --force --json "$name"
nd_state destroyed
labels no-labels

step init-refused daxshift init-labels --json "$dimm"
nd_state after-init-refused
step zero daxshift zero-labels --force --json "$dimm"
step zero-again daxshift zero-labels --force --json "$dimm"
step no-area daxshift read-labels --json "$dimm"
step unknown daxshift init-labels --json nmem99
step init daxshift init-labels --force --json "$dimm"
nd_state initialized
labels new-labels

# Two namespaces with names, and the labels of both again after the region was disabled.
step one daxshift create-namespace -r "$region" --mode devdax --size 128M --name one --json
step two daxshift create-namespace -r "$region" --mode fsdax --map mem --size 128M --name two --json
labels two-labels
step init-lost daxshift init-labels --json "$dimm"
nd_state with-two
cycle "$region"
nd_state with-two-again
