# SPDX-License-Identifier: Apache-2.0
# What daxshift, its peers and the kernel say of the same host.
. /root/steps.bash

state state
step release uname -r
step list daxshift list --json --mappings --idle
step map daxshift map --json
step snapshot bash -c 'daxshift list --snapshot /tmp/host.json && cat /tmp/host.json'
step daxctl-list daxctl list -DRM -i
step ndctl-list ndctl list -N

# Memory of famfs, for which Linux 7.2 has a driver.
pmem=$(daxctl list | jq -r '[.[] | select(.target_node == 2).chardev] | sort | .[0]')
step name echo "$pmem"
step famfs daxshift daxctl reconfigure-device -m famfs "$pmem"
state in-famfs
if modinfo fsdev_dax >/dev/null 2>&1; then
    step famfs-again daxshift daxctl reconfigure-device -m famfs "$pmem"
    step famfs-offline daxshift daxctl reconfigure-device -N -m famfs "$pmem"
    step famfs-devdax daxshift daxctl reconfigure-device -m devdax "$pmem"
    step famfs-ram daxshift daxctl reconfigure-device -m system-ram -N "$pmem"
    step famfs-from-ram daxshift daxctl reconfigure-device -m famfs "$pmem"
fi
