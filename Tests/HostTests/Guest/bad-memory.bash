# SPDX-License-Identifier: Apache-2.0
# A page of one device's memory is poisoned; another device's memory loses its device while it is online.
. /root/steps.bash

poisoned=dax0.0 lost=dax0.2
step to-ram daxshift reconfigure-device --mode system-ram "$poisoned" "$lost"

# A page in the first block that lies wholly in the device.
read -r start <"/sys/bus/dax/devices/$poisoned/mapping0/start"
block=$(((start + (128 << 20) - 1) >> 27))
report block 0 "$block" ""
printf '0x%x' $(((block << 27) + (16 << 20))) >/sys/devices/system/memory/hard_offline_page
step offline daxshift offline-memory "$poisoned"
state before-online
step online daxshift online-memory "$poisoned"
state after-online
step online-rest daxshift online-memory --skip-poisoned --json "$poisoned"
state rest
step to-devdax daxshift reconfigure-device --mode devdax --force "$poisoned"
state end

nvdimm=$(readlink -f "/sys/bus/dax/devices/$lost/..")
step owned daxshift list --json
echo "${nvdimm##*/}" >/sys/bus/nd/drivers/dax_pmem/unbind
step unowned daxshift list --json
