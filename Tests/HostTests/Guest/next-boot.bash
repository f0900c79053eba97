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
# An initramfs with the drivers, and stand-ins for its programs that keep a list of files in place of an image.
mkdir -p /boot /usr/sbin
image=/boot/initrd.img-$(uname -r)
echo usr/lib/modules/dax_pmem_compat.ko >"$image"
cat >/usr/sbin/lsinitramfs <<'END'
#!/bin/sh
cat "$1"
END
cat >/usr/sbin/update-initramfs <<'END'
#!/bin/sh
[ "$*" = "-u -k $(uname -r)" ] && [ ! -e /tmp/broken ] || exit 1
[ ! -e /tmp/slow ] || { rm /tmp/slow; sleep 5; }
echo usr/lib/modules/dax_pmem_compat.ko >/boot/initrd.img-$(uname -r)
[ ! -e /etc/modprobe.d/daxctl.conf ] || echo etc/modprobe.d/daxctl.conf >>/boot/initrd.img-$(uname -r)
END
chmod +x /usr/sbin/lsinitramfs /usr/sbin/update-initramfs
touch /tmp/broken
step initramfs daxshift migrate-device-model --json
step not-updated daxshift migrate-device-model --to "$1" --at-boot --update-initramfs
rm /tmp/broken
step updated daxshift migrate-device-model --to "$1" --at-boot --update-initramfs
step initramfs-after daxshift migrate-device-model --json
step file cat /etc/modprobe.d/daxctl.conf
# The run is killed while the program runs: that goes on with the file as it is, and no other run starts before its end.
other=bus
[ "$1" = class ] || other=class
touch /tmp/slow
daxshift migrate-device-model --to $other --at-boot --update-initramfs >/dev/null 2>&1 &
for _ in {1..100}; do [ -e /tmp/slow ] || break; sleep 0.1; done
kill -9 $!
step held daxshift recover --lock-timeout 0
step recovered daxshift recover --lock-timeout 60
step initramfs-recovered daxshift migrate-device-model --json
step file-recovered cat /etc/modprobe.d/daxctl.conf
state end
