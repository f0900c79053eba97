# SPDX-License-Identifier: Apache-2.0
# A host whose kernel shows its devices under the class model.
. /root/steps.bash

state start
step table daxshift list --table
step list daxshift list --json --mappings
step daxctl-list daxctl list -DRM
step reconfigure daxshift reconfigure-device --mode system-ram all
step devdax daxshift reconfigure-device --mode devdax all
step disable daxshift disable-device dax0.0
step online daxshift online-memory all
state end
