# SPDX-License-Identifier: Apache-2.0
# What the verbs refuse on a real host, and a failure that is undone.
. /root/steps.bash

state start
step unknown-device daxshift reconfigure-device --mode system-ram dax9.0
step unknown-region daxshift reconfigure-device --mode system-ram -r 9 all
step devdax-memory daxshift online-memory dax0.0
step not-root setpriv --reuid=65534 --clear-groups daxshift reconfigure-device --mode system-ram dax0.0
step not-root-list setpriv --reuid=65534 --clear-groups daxshift list --json --mappings
step closed-stdout bash -c 'daxshift reconfigure-device --mode system-ram dax0.0 >&-'
step lost-reader bash -c 'set -o pipefail; daxshift reconfigure-device --mode system-ram dax0.0 | :'
state after-refusals

rmmod kmem
mkdir -p /etc/modprobe.d
echo blacklist kmem >/etc/modprobe.d/test.conf
step blacklisted daxshift reconfigure-device --mode system-ram dax0.0
rm /etc/modprobe.d/test.conf
modules=/lib/modules/$(uname -r)
kmem=$(find "$modules" -name 'kmem.ko*')
mv "$kmem" /tmp/
depmod
step missing daxshift reconfigure-device --mode system-ram dax0.0
mv "/tmp/${kmem##*/}" "$kmem"
depmod

# A device that libdaxctl can't see.
rm /dev/dax1.0
step no-node daxshift list --json
step no-node-daxctl daxctl list

# A write that the kernel refuses half way: that to a block in the middle.
state before-failure
read -r start </sys/bus/dax/devices/dax0.0/mapping0/start
read -r size </sys/devices/system/memory/block_size_bytes
step failure strace -f -o /dev/null -P "/sys/devices/system/memory/memory$((start / 0x$size + 10))/state" \
    -e trace=write -e inject=write:error=ENOMEM:when=1 daxshift reconfigure-device --mode system-ram dax0.0
state after-failure

# One run waits in the middle, under the lock, while two others ask for it.
strace -f -o /dev/null -e trace=write -e inject=write:delay_enter=30000000:when=12 \
    daxshift reconfigure-device --mode system-ram dax0.0 >/dev/null 2>&1 &
until grep -q reconfigure-device /run/daxshift/lock 2>/dev/null; do sleep 0.1; done
step holder cut -d' ' -f1 /run/daxshift/lock
step lock-held daxshift offline-memory --lock-timeout 0 dax1.0
step lock-waited daxshift offline-memory --lock-timeout 1 dax1.0
step reader daxshift list
wait $!
step lock-free daxshift reconfigure-device --mode devdax --force --lock-timeout 0 dax0.0
