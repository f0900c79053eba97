# SPDX-License-Identifier: Apache-2.0
# Namespaces that are mounted, swap, open and system RAM: nothing is taken from a user, whatever is allowed.
. /root/nvdimms.bash

echo offline >/sys/devices/system/memory/auto_online_blocks
mounted=namespace${regions[0]#region}.0
swap=namespace${regions[1]#region}.0
open=namespace${regions[2]#region}.0
ram=namespace${regions[3]#region}.0
for region in "${regions[@]}"; do clear "$region"; done
for region in "${regions[0]}" "${regions[1]}"; do
    step "make $region" daxshift create-namespace -r "$region" --mode fsdax --map mem --json
done
step "make open" daxshift create-namespace -r "${regions[2]}" --mode devdax --json
step "make ram" daxshift create-namespace -r "${regions[3]}" --mode system-ram --json

block_of "$mounted"
mkfs.ext4 -q -b 4096 -L precious "$block"
# What it holds is named where nobody uses it.
step holds daxshift reconfigure-namespace --json --mode devdax "$mounted"
step holds-destroy daxshift destroy-namespace --json "$mounted"
mkdir -p /mnt
mount -t ext4 "$block" /mnt
block_of "$swap"
busybox mkswap "$block" >/dev/null
step swapon busybox swapon "$block"
char_of "$open"
bash -c "exec 9<>$char; echo \$\$ >/tmp/opener; exec sleep 1000" &
until [ -s /tmp/opener ]; do sleep 0.1; done
step opener cat /tmp/opener

nd_state start
for use in mounted swap open ram; do
    name=${!use}
    region=region${name#namespace}
    region=${region%.*}
    step "$use reconfigure" daxshift reconfigure-namespace --json --mode raw "$name"
    step "$use reconfigure --force" daxshift reconfigure-namespace --json --mode raw --force "$name"
    step "$use reconfigure --dry-run" daxshift reconfigure-namespace --json --mode raw --force --dry-run "$name"
    step "$use destroy" daxshift destroy-namespace --json "$name"
    [ "$use" = ram ] || step "$use destroy --force" daxshift destroy-namespace --json --force "$name"
    step "$use disable" daxshift disable-namespace --json "$name"
    step "$use disable-region" daxshift disable-region --json "$region"
    dimm_of "$region"
    step "$use init-labels" daxshift init-labels --json --force "$dimm"
done
step all daxshift destroy-namespace --json --force all
nd_state end
kill %1
wait
umount /mnt
block_of "$swap"
busybox swapoff "$block"
step free daxshift destroy-namespace --json --force all
nd_state freed
