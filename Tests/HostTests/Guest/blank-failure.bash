# SPDX-License-Identifier: Apache-2.0
# A run on an NVDIMM that nobody initialized fails after it wrote labels, and what was there is put back.
. /root/nvdimms.bash

region=${regions[0]}
dimm_of "$region"
name=namespace${region#region}.0
block_of "$name"
head -c 8192 /dev/urandom >/tmp/start
cat /tmp/start >"$block"

step failed strace -f -o /dev/null -P /sys/bus/dax/drivers/kmem/bind -e trace=write -e inject=write:error=EIO:when=1 \
    daxshift create-namespace -r "$region" --mode system-ram --force --json
step no-area daxshift read-labels --json "$dimm"
step raw daxshift create-namespace -r "$region" --mode raw --json
block_of "$name"
step same cmp -n 8192 /tmp/start "$block"
