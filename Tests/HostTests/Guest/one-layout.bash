# SPDX-License-Identifier: Apache-2.0
# usage: one-layout.bash FILE
# A host whose NVDIMMs are empty gets a layout.
. /root/nvdimms.bash

echo offline >/sys/devices/system/memory/auto_online_blocks
step empty daxshift destroy-namespace --force all
step plan daxshift plan "$1"
step apply daxshift apply --force "$1"
step reached daxshift plan "$1"
nd_state applied
daxshift layout >/tmp/own.yaml
step own daxshift plan /tmp/own.yaml
