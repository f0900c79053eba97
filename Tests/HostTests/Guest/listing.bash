# SPDX-License-Identifier: Apache-2.0
# What daxshift, its peers and the kernel say of the same host.
. /root/steps.bash

state state
step release uname -r
step list daxshift list --json --mappings --idle
step daxctl-list daxctl list -DRM -i
step ndctl-list ndctl list -N
