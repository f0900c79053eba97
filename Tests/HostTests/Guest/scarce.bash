# SPDX-License-Identifier: Apache-2.0
# A host that has too little memory for a memory map, and then for what must leave the device's node.
. /root/steps.bash

device=dax0.0
mkdir /tmp/near /tmp/far /tmp/ours
ln -s "$(command -v daxshift)" /tmp/ours/daxctl
mount -t tmpfs -o mpol=bind:0,size=100% none /tmp/near

# fill FOLDER MIB: puts a file of so many MiB into a folder.
fill() {
    dd if=/dev/zero of="$1/file" bs=1M count="$2" 2>/dev/null
}

# available: how much can be had, in MiB.
available() {
    awk '/^MemAvailable/ {print int($2 / 1024)}' /proc/meminfo
}

# The map of 31 blocks takes 62 MiB, and 32 more must stay free.
fill /tmp/near $(($(available) - 75))
state few-start
step map-refused daxshift reconfigure-device --mode system-ram "$device"
step map-refused-daxctl /tmp/ours/daxctl reconfigure-device -m system-ram "$device"
state few-end
if [ "$(cat /sys/module/memory_hotplug/parameters/memmap_on_memory 2>/dev/null)" = Y ] &&
    [ -e "/sys/bus/dax/devices/$device/memmap_on_memory" ]; then
    step map-in-memory daxshift reconfigure-device --mode system-ram --memmap-on-memory "$device"
    step map-back daxshift reconfigure-device --mode devdax --force "$device"
    state map-back-state
fi
rm /tmp/near/file

step to-ram daxshift reconfigure-device --mode system-ram "$device"
# Node 1 has memory now; node 0 has room for about 700 MiB.
mount -t tmpfs -o mpol=bind:1,size=4G none /tmp/far
fill /tmp/far 1000
state full-start
for verb in "offline-memory" "disable-device --force" "reconfigure-device --mode devdax --force" \
    "online-memory --zone kernel --force"; do
    step "refused ${verb%% *}" daxshift $verb "$device"
done
step refused-daxctl /tmp/ours/daxctl offline-memory "$device"
state full-end
rm /tmp/far/file
step to-devdax daxshift reconfigure-device --mode devdax --force "$device"
state end
