# SPDX-License-Identifier: Apache-2.0
# The lock and the journal: where they can't be kept, where nobody reads what is told, and a journal that is left open.
. /root/steps.bash

to_ram="daxshift reconfigure-device --mode system-ram --json dax0.0"
journal=/run/daxshift/journal

# As in an initramfs.
rm -rf /run/lock
step no-run-lock daxshift enable-device dax0.0
step folder stat -c '%a %U' /run/daxshift /run/daxshift/lock
state start

# Where nothing can be kept, nothing is changed.
mount -o remount,ro /run
step read-only $to_ram
mount -o remount,rw /run
rm -r /run/daxshift
mount -o remount,ro /run
step read-only-empty $to_ram
mount -o remount,rw /run
mount --bind /dev/null /proc/sys/kernel/random/boot_id
step no-boot-id $to_ram
umount /proc/sys/kernel/random/boot_id
step file-limit bash -c "set -o pipefail; (ulimit -f 0; exec $to_ram 2>&1 >/dev/null) | cat"
state after-refusals

# Nobody reads: all is done, and nothing stays open.
for target in '&-' /dev/full; do
    step "no-reader-$target" bash -c "$to_ram 2>$target && daxshift reconfigure-device --mode devdax --force dax0.0 2>$target"
done
step full-output bash -c "$to_ram >/dev/full"
step not-open test ! -e $journal
step unclosed strace -f -o /dev/null -e trace=unlink,ftruncate -e inject=unlink:error=EROFS -e inject=ftruncate:error=EIO \
    daxshift reconfigure-device --mode devdax --force --json dax0.0
state unclosed-state
rm $journal

# A run is killed; what only shows tells of it, and says when it is given up.
strace -f -o /dev/null -e trace=write -e inject=write:signal=KILL:when=8 $to_ram >/dev/null 2>&1
step left test -e $journal
step open-list daxshift list --json
step open-map daxshift map
step open-daxctl daxshift daxctl list
step open-dry-run daxshift disable-device --dry-run dax1.0
step open-other-user setpriv --reuid=65534 --clear-groups daxshift list --json
step abandon-not-asked daxshift recover --abandon
step abandon-dry-run daxshift recover --abandon --dry-run --json
step still-left test -e $journal
step abandon daxshift recover --abandon --force --json
step kept test -s $journal-abandoned
step after-abandon daxshift reconfigure-device --mode devdax --force dax0.0
printf 'no journal\n' >$journal
step garbage daxshift recover
step garbage-abandon daxshift recover --abandon --force --json
step closed-list daxshift list --json
