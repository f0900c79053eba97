# SPDX-License-Identifier: Apache-2.0
# What is refused before the first write, and what explains a step that failed.
. /root/steps.bash

pmem=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "pmem")][0].chardev')
other=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "pmem")][1].chardev')
hmem=$(daxshift list --json | jq -r '[.devices[] | select(.provider == "hmem")][0].chardev')
policy=/sys/devices/system/memory/auto_online_blocks
echo offline >$policy
step names echo "$pmem $other $hmem"

# number DEVICE: the device's number, as mknod wants it.
number() {
    tr : ' ' <"/sys/bus/dax/devices/$1/dev"
}

# waits until the file that a process writes is there.
wait_for() {
    until [ -s "$1" ]; do sleep 0.1; done
}

# A device that can be mapped in pages of 4 KiB.
[ "$(basename "$(readlink /sys/bus/dax/devices/"$hmem"/driver)")" = device_dax ] ||
    step hmem-devdax daxshift reconfigure-device --mode devdax --force "$hmem"
step hmem-off daxshift disable-device "$hmem"
step hmem-align bash -c "echo 4096 >/sys/bus/dax/devices/$hmem/align"
step hmem-on daxshift enable-device "$hmem"

# Where not all processes can be seen, any may use the device.
state seen
step without-ptrace setpriv --bounding-set -sys_ptrace daxshift disable-device "$other"
step other-namespace unshare -p -f --mount-proc daxshift disable-device "$other"
state after-unseen
step unseen-forced unshare -p -f --mount-proc daxshift disable-device --force "$other"
step seen-again daxshift enable-device "$other"

# One process has a device open, one has another open in a place of its own as in a container, and one has the third
# mapped: busybox's devmem maps what is called /dev/mem, and strace has it wait before it prints what it read.
bash -c "exec 9<>/dev/$pmem; echo \$\$ >/tmp/opener; exec sleep 1000" &
wait_for /tmp/opener
mknod /tmp/elsewhere c $(number "$other")
bash -c 'exec 9<>/tmp/elsewhere; echo $$ >/tmp/container; exec sleep 1000' &
wait_for /tmp/container
mv /dev/mem /dev/mem.real
mknod /dev/mem c $(number "$hmem")
strace -e trace=mmap,write -e inject=write:delay_enter=100000000 busybox devmem 0 32 >/tmp/devmem 2>&1 &
until grep -q "$(readlink -f /dev/mem)" /proc/[0-9]*/maps 2>/dev/null; do sleep 0.1; done
step pids cat /tmp/opener /tmp/container
step mapper bash -c 'grep -l /dev/mem /proc/[0-9]*/maps 2>/dev/null | cut -d/ -f3'
state used
step open daxshift reconfigure-device --mode system-ram "$pmem"
step open-elsewhere daxshift disable-device "$other"
step mapped daxshift disable-device "$hmem"
step dry-run daxshift reconfigure-device --mode system-ram --dry-run "$pmem"
state after-used
step forced daxshift reconfigure-device --mode system-ram --no-online --force "$pmem"
step mapped-forced daxshift disable-device --force "$hmem"
state after-forced
kill $(jobs -p)
rm /dev/mem
mv /dev/mem.real /dev/mem
step back daxshift reconfigure-device --mode devdax "$pmem"

# A module that is never loaded.
rmmod kmem
echo 'install kmem /bin/false' >/etc/modprobe.d/test.conf
state never-loaded
step not-loadable daxshift reconfigure-device --mode system-ram "$pmem"
state after-not-loadable
rm /etc/modprobe.d/test.conf

# Memory in a kernel zone, which the kernel uses itself: there go the folders that a shell makes which may use no other.
step kernel-zone daxshift reconfigure-device --mode system-ram --zone kernel "$pmem"
mkdir /tmp/cgroup
mount -t cgroup2 none /tmp/cgroup
echo +cpuset >/tmp/cgroup/cgroup.subtree_control
mkdir /tmp/cgroup/pmem
cat "/sys/bus/dax/devices/$pmem/target_node" >/tmp/cgroup/pmem/cpuset.mems
bash -c 'echo $$ >/tmp/cgroup/pmem/cgroup.procs; mkdir -p /tmp/many/{0..4}/{0..999}'
state before-busy
step busy daxshift offline-memory --timeout 3 "$pmem"
state after-busy

# Memory that is unbound by hand while it is online.
step unbind bash -c "echo $pmem >/sys/bus/dax/drivers/kmem/unbind"
step iomem cat /proc/iomem
state before-stuck
step stuck daxshift reconfigure-device --mode system-ram "$pmem"
step stuck-devdax daxshift enable-device "$pmem"
state after-stuck
