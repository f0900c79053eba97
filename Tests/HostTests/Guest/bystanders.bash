# SPDX-License-Identifier: Apache-2.0
# Devices without a driver, which the kernel offers to every driver that gets a new id or is loaded.
. /root/steps.bash

pmem=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "pmem")][0].chardev')
other=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "pmem")][1].chardev')
hmem=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "hmem")][0].chardev')
policy=/sys/devices/system/memory/auto_online_blocks

step names echo "$pmem $other $hmem"

# kmem is not loaded, and nothing but the device that is named may end in it when it is.
step free-hmem daxshift disable-device --force "$hmem"
step free-other daxshift disable-device "$other"
rmmod kmem 2>/dev/null
echo online >$policy
state without-kmem
step load daxshift reconfigure-device --mode system-ram "$pmem"
state loaded
step load-back daxshift reconfigure-device --mode devdax --force "$pmem"
state after-load

# An hmem device goes to device_dax by new_id (since Linux 6.3), which probes the pmem device as well.
step hmem-devdax daxshift reconfigure-device --mode devdax "$hmem"
state hmem-devdax
step hmem-again daxshift disable-device "$hmem"

# A pmem device goes to kmem by new_id, which probes the hmem device as well (since Linux 6.3).
step pmem-ram daxshift reconfigure-device --mode system-ram "$pmem"
state pmem-ram
step hmem-ram daxshift reconfigure-device --mode system-ram "$hmem"
state hmem-ram
