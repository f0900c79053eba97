# SPDX-License-Identifier: Apache-2.0
# A host whose kernel has the bus model alone.
. /root/steps.bash

state start
step status daxshift migrate-device-model --json
step to-bus daxshift migrate-device-model --to bus --now --at-boot
step to-class daxshift migrate-device-model --to class --now
step to-class-at-boot daxshift migrate-device-model --to class --at-boot
step file cat /etc/modprobe.d/daxctl.conf
state end
