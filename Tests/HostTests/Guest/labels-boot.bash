# SPDX-License-Identifier: Apache-2.0
# usage: labels-boot.bash make|look
# Namespaces by labels 1.1 and by labels 1.2, made and looked at in two boots.
. /root/nvdimms.bash

if [ "$1" = make ]; then
    for region in "${regions[0]}" "${regions[1]}"; do
        clear "$region"
        dimm_of "$region"
        if [ "$region" = "${regions[0]}" ]; then
            ndctl disable-region "$region" >/dev/null 2>&1
            step "init $region" ndctl init-labels -f -V 1.1 "$dimm"
            ndctl enable-region "$region" >/dev/null 2>&1
        else
            step "init $region" daxshift init-labels --force "$dimm"
        fi
        number=0
        for shape in "devdax --map dev" "fsdax --map mem" sector; do
            number=$((number + 1))
            step "make $region $number" \
                daxshift create-namespace -r "$region" --mode $shape --size 128M --name "name-$number"
        done
    done
fi
for region in "${regions[0]}" "${regions[1]}"; do
    dimm_of "$region"
    step "labels $region" daxshift read-labels --json "$dimm"
    step "list $region" daxshift list --namespaces --json -r "${region#region}"
done
report regions 0 "${regions[0]} ${regions[1]}" ""
