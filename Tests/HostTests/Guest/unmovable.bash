# SPDX-License-Identifier: Apache-2.0
# A device whose memory is online in the kernel zone and holds what can't be moved.
. /root/faults.bash

$to_ram --zone kernel "$device" >/tmp/out 2>/tmp/err
# Whatever the shell of this group has the kernel allocate comes from the device's node.
node=$(daxshift list --json -d "$device" | jq '.devices[0].target_node')
mkdir -p /tmp/groups /tmp/files
mount -t cgroup2 none /tmp/groups 2>/dev/null
echo +cpuset >/tmp/groups/cgroup.subtree_control
mkdir /tmp/groups/device
echo "$node" >/tmp/groups/device/cpuset.mems
mount -t ramfs none /tmp/files
(
    echo $BASHPID >/tmp/groups/device/cgroup.procs
    for ((n = 0; n < 20000; n++)); do : >/tmp/files/a-name-that-is-too-long-to-stand-in-the-dentry-itself-$n; done
)
used=$(awk '/MemUsed/ {print $4}' "/sys/devices/system/node/node$node/meminfo")
[ "$used" -gt 4096 ] || echo "only $used kB of node $node are in use" >&2
snapshot
before=$snapshot
after=
start=$SECONDS
status=0
$to_devdax --timeout 5 "$device" >/tmp/out 2>/tmp/err || status=$?
seconds=$((SECONDS - start))
cat /tmp/err >&2
echo "unmovable: $status after $seconds s" >&2
[ $status = 1 ] && grep -qE 'EBUSY|EINTR' /tmp/err && survived || lose "it ended with $status"
[ $seconds -le 60 ] && survived || lose "it took $seconds s"
snapshot
[ "$snapshot" = "$before" ] && survived || lose "not everything is back"
tell unmovable
