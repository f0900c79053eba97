# SPDX-License-Identifier: Apache-2.0
# From the class model to the bus, into system RAM, and all the way back, with data that is read back on the way.
. /root/steps.bash

# mem COMMAND...: has busybox's devmem map dax0.0, for it maps what is called /dev/mem.
mem() {
    local folder=/sys/bus/dax/devices/dax0.0
    [ -e $folder ] || folder=/sys/class/dax/dax0.0
    rm -f /dev/mem
    mknod /dev/mem c $(tr : ' ' <$folder/dev)
    busybox devmem "$@"
}

# A device that can be mapped in pages of 4 KiB.
ndctl create-namespace -f -e namespace0.0 -m devdax -a 4096 >/tmp/out 2>&1 || cat /tmp/out >&2
uuid=$(ndctl list -n namespace0.0 | jq -r '.[0].uuid')
autoprobe() { cat /sys/bus/nd/drivers_autoprobe; }

state start
step status daxshift migrate-device-model --json
step unsaid bash -c 'daxshift migrate-device-model --to bus </dev/null'
step under-class daxshift reconfigure-device --mode system-ram dax0.0
step write mem 0x3000 32 0x5a5aa5a5

bash -c 'exec 9<>/dev/dax0.0; echo $$ >/tmp/opener; exec sleep 1000' &
until [ -s /tmp/opener ]; do sleep 0.1; done
step opener cat /tmp/opener
step used daxshift migrate-device-model --to bus --now
step used-status daxshift migrate-device-model --json
state after-used
kill $!
wait $! 2>/dev/null

step dry-run daxshift migrate-device-model --to bus --now --dry-run --json
state after-dry-run
step one daxshift migrate-device-model --to bus --now -d "$uuid"
state mixed
step daxctl-mixed daxctl list
step rest daxshift migrate-device-model --to bus --now
state on-bus
step on-bus-list daxshift list --json --mappings
step daxctl-bus daxctl list -DRM
step read-on-bus mem 0x3000
step again daxshift migrate-device-model --to bus --now
step ram-refused daxshift reconfigure-device --mode system-ram all
state after-ram-refused
step ram daxshift reconfigure-device --mode system-ram --force all
state in-ram
step daxctl-ram daxctl list
step from-ram-refused daxshift migrate-device-model --to class --now
state after-refused
step devdax daxshift reconfigure-device --mode devdax --force all
step write-on-bus mem 0x3000 32 0x12344321
step back daxshift migrate-device-model --to class --now
state back
step daxctl-class daxctl list
step read-under-class mem 0x3000
step migrate-refused daxshift reconfigure-device --mode system-ram --migrate dax0.0
step migrate daxshift reconfigure-device --mode system-ram --migrate --force dax0.0
state migrated
step from-ram daxshift migrate-device-model --to class --now --force
state end
step autoprobe autoprobe

# A write that the kernel refuses half way: the device that had moved goes back.
step failure strace -f -o /dev/null -P /sys/bus/nd/drivers/dax_pmem/bind -e trace=write \
    -e inject=write:error=ENOMEM:when=2 daxshift migrate-device-model --to bus --now
state after-failure
