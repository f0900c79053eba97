# SPDX-License-Identifier: Apache-2.0
# An NVDIMM that is one devdax namespace becomes free, and system RAM in one command; each change also as a dry run.
. /root/nvdimms.bash

echo offline >/sys/devices/system/memory/auto_online_blocks
region=${regions[0]}
name=namespace${region#region}.0
# The kernel chooses the name of a new namespace.
uuid=11111111-aaaa-4aaa-8aaa-000000000001
create="daxshift create-namespace -r $region --mode system-ram --uuid $uuid"
destroy="daxshift destroy-namespace --force $name"
nd_state start
step list daxshift list
step full $create
step full-json $create --json
step destroy-plan $destroy --dry-run
nd_state after-plan
step destroy $destroy
nd_state empty
step list-empty daxshift list
step create-plan $create --dry-run
step create-plan-json $create --dry-run --json
nd_state after-create-plan
step create $create
nd_state in-ram
step list-in-ram daxshift list
step destroy-ram-plan daxshift destroy-namespace --force $uuid --dry-run
step destroy-ram daxshift destroy-namespace --force $uuid
nd_state end
