# SPDX-License-Identifier: Apache-2.0
# What daxshift says of CXL regions that were there when it started, and what the kernel does.
. /root/steps.bash

state state
step list daxshift list --json --mappings
step map daxshift map
step window grep -o 'CXL Window [0-9]' /proc/iomem
