# SPDX-License-Identifier: Apache-2.0
# usage: next-boot.bash MODEL
# Where a host stands, and a choice of the model for its next boot.
. /root/steps.bash

state start
step status daxshift migrate-device-model --json
step list daxshift list --json
step choose daxshift migrate-device-model --to "$1" --at-boot
step chosen daxshift migrate-device-model --json
step again daxshift migrate-device-model --to "$1" --at-boot
step file cat /etc/modprobe.d/daxctl.conf
state end
