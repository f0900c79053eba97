#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Copies as much of this machine's systemd and udev into a folder as boots a guest: the first process, udevd with the rules
# that load modules, and the journal. The lab's own first process is a service there.
#
# usage: systemd.bash FOLDER

set -euo pipefail
folder=$1
. "${0%/*}/put.bash"

units=$folder/usr/lib/systemd/system
put /lib/systemd/systemd{,-journald,-udevd} /bin/{systemctl,journalctl,systemd-analyze,udevadm}
[ ! -e /lib/systemd/systemd-executor ] || put /lib/systemd/systemd-executor
put /lib/udev/rules.d/{50-udev-default,80-drivers,99-systemd}.rules
put /lib/systemd/system/{basic,sysinit,local-fs,local-fs-pre,swap,sockets,paths,slices,timers,shutdown,multi-user}.target
for unit in systemd-{journald,udevd,udev-trigger}.service; do
    put "/lib/systemd/system/$unit"
    mkdir -p "$units/sysinit.target.wants"
    ln -s "../$unit" "$units/sysinit.target.wants"
done
for unit in systemd-{journald,journald-dev-log,udevd-control,udevd-kernel}.socket; do
    put "/lib/systemd/system/$unit"
    mkdir -p "$units/sockets.target.wants"
    ln -s "../$unit" "$units/sockets.target.wants"
done

mkdir -p "$folder/etc/systemd/system/multi-user.target.wants"
ln -s /usr/lib/systemd/system/multi-user.target "$folder/etc/systemd/system/default.target"
ln -s ../lab.service "$folder/etc/systemd/system/multi-user.target.wants"
cat >"$folder/etc/systemd/system/lab.service" <<'END'
[Unit]
Description=The command of the lab

[Service]
ExecStart=/init
END
# Without one, systemd takes it for the first boot and enables every unit.
echo 00000000000000000000000000000001 >"$folder/etc/machine-id"
