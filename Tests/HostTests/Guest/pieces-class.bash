# SPDX-License-Identifier: Apache-2.0
# Several namespaces in one region under the class model, whose nd devices and char devices have numbers in crossed order:
# each goes to the bus and back alone, while a process has another open.
. /root/steps.bash

# to MODEL ARGUMENT...: goes to a model.
to() { daxshift migrate-device-model --now --json --to "$@"; }

# links: a line for each char device with the nd device that provides it and the namespace of that.
links() {
    local path nd
    for path in /sys/class/dax/*; do
        nd=$(readlink -f "$path") nd=${nd%/dax/*}
        echo "${path##*/} ${nd##*/} $(<"$nd/namespace")"
    done
}

step links links
step list daxshift list --json
state start
bash -c 'exec 9<>/dev/dax0.1; echo $$ >/tmp/opener; exec sleep 1000' &
until [ -s /tmp/opener ]; do sleep 0.1; done
step beside to bus --device dax0.0
state beside-state
step own to bus --device dax0.1
state own-state
kill $!
wait $! 2>/dev/null
step back to class
state back-state

for device in dax0.0 dax0.1 dax0.3; do
    step "alone $device" to bus --device "$device"
    state "alone $device state"
    step "home $device" to class --device "$device"
done
state home-state

# Killed once the second nd device is about to get the other driver.
step killed strace -f -o /dev/null -P /sys/bus/nd/drivers/dax_pmem/bind -e trace=write \
    -e inject=write:signal=KILL:when=2 daxshift migrate-device-model --now --to bus
step recover daxshift recover --json
state recovered
