# SPDX-License-Identifier: Apache-2.0
# Every way that the verbs can take an NVDIMM's device, on a host with two NVDIMMs and soft-reserved memory.
. /root/steps.bash

# The two pmem devices, whatever their numbers are on this kernel.
pmem=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "pmem")][0].chardev')
other=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "pmem")][1].chardev')
policy=/sys/devices/system/memory/auto_online_blocks

step names echo "$pmem $other"
state start
step dry-run daxshift reconfigure-device --mode system-ram --dry-run all
state after-dry-run

step to-ram daxshift reconfigure-device --mode system-ram "$pmem"
state in-ram
step again daxshift reconfigure-device --mode system-ram "$pmem"
step list-in-ram daxshift list --json -d "$pmem"
step daxctl-in-ram daxctl list -d "$pmem"
step refused daxshift reconfigure-device --mode devdax "$pmem"
step disable-refused daxshift disable-device "$pmem"
state after-refused
step other-zone-refused daxshift online-memory --zone kernel "$pmem"
step offline daxshift offline-memory "$pmem"
state memory-offline
step back daxshift reconfigure-device --mode devdax "$pmem"
state after-back

step no-online daxshift reconfigure-device --mode system-ram --no-online "$pmem"
state not-online
step disable daxshift disable-device "$pmem"
state disabled
step list-disabled daxshift list --json -d "$pmem"
step enable daxshift enable-device "$pmem"
state enabled

# Policies that would put the blocks elsewhere are held, and put back.
saved=$(cat $policy)
echo online_kernel >$policy
state before-policy
step under-policy daxshift reconfigure-device --mode system-ram --zone movable "$pmem"
state with-policy
step under-policy-back daxshift reconfigure-device --mode devdax --force "$pmem"
state after-policy
echo online_movable >$policy
step kind-policy daxshift reconfigure-device --mode system-ram "$pmem"
state with-kind-policy
step kind-policy-back daxshift reconfigure-device --mode devdax --force "$pmem"
echo "$saved" >$policy
state after-kind-policy

# Two devices at once.
step both daxshift reconfigure-device --mode system-ram "$pmem" "$other"
step both-back daxshift reconfigure-device --mode devdax --force "$pmem" "$other"
state after-both

# The last thing, for on 7.2 nothing comes back from a kernel zone.
step kernel-zone daxshift reconfigure-device --mode system-ram --no-movable "$pmem"
state in-kernel-zone
