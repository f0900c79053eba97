# SPDX-License-Identifier: Apache-2.0
# The program of Examples that changes a host, with memory that keeps nothing and with persistent memory.
. /root/steps.bash

hmem=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "hmem")][0].chardev')
pmem=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "pmem")][0].chardev')

step names echo "$hmem $pmem"
state start
step persistent /root/to-system-ram "$pmem"
state after-persistent
step to-ram /root/to-system-ram "$hmem"
state in-ram
step again /root/to-system-ram "$hmem"
step back daxshift reconfigure-device --mode devdax --force "$hmem"
state end
