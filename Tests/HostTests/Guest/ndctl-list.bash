# SPDX-License-Identifier: Apache-2.0
# What list prints under the name of ndctl and what the real one prints, for namespaces of each mode and a disabled region.
. /root/nvdimms.bash

region=${regions[0]}
clear "$region"
for mode in fsdax sector raw devdax; do
    ndctl create-namespace -r "$region" -m $mode -s 64M -n "$mode" >/dev/null
done
ndctl disable-namespace "$(ndctl list | jq -r '[.[] | select(.mode == "fsdax").dev][0]')" 2>/dev/null

# both NAME OPTION...: lists with each.
both() {
    local name=$1
    shift
    step "ours-$name" daxshift ndctl list "$@"
    step "peer-$name" ndctl list "$@"
}

both none
both all -BDRNXCMFHi
both human -u
for options in -vvv -vvvu -RN -RNi -DRN -D -R -c -iu -NX "-m sector" "-r $region" "-BDRN -r $region" "-n ${region#region}.0 -v"; do
    both "$options" $options
done
ndctl disable-region "${regions[1]}" 2>/dev/null
for options in -RN -RNi -BDRNi; do
    both "disabled$options" $options
done
