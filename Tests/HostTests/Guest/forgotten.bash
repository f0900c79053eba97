# SPDX-License-Identifier: Apache-2.0
# SIGKILL right after a destroy took the label of a namespace that is neither number 0 of its region nor the seed.
. /root/nvdimms.bash

region=${regions[0]}
clear "$region"
for name in first second third; do
    daxshift create-namespace -r "$region" --mode raw --size 16M --name "$name" >/dev/null
done
name=namespace${region#region}.1
# The first close of the file is that after a read, the second that after the write.
step killed strace -f -o /dev/null -P "$nd/$name/size" -e trace=close -e inject=close:signal=KILL:when=2 \
    daxshift destroy-namespace --force "$name"
step forgotten test ! -e "$nd/$name"
step recover daxshift recover --json
step again daxshift create-namespace -r "$region" --mode raw --size 16M --json
