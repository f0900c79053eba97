# SPDX-License-Identifier: Apache-2.0
# usage: layout.bash FULL EMPTY
# A host gets a layout and another one, each as a whole; a run that is not confirmed is put back, also when it is killed.
. /root/nvdimms.bash

echo offline >/sys/devices/system/memory/auto_online_blocks
full=$1 empty=$2
nd_state start
step plan daxshift plan "$full"
step plan-json daxshift plan --json --out /tmp/plan.json "$full"
nd_state after-plan
step stored daxshift apply --force --confirm 2 /tmp/plan.json
nd_state unconfirmed
step apply daxshift apply --force "$full"
nd_state applied
step reached daxshift plan "$full"
step reached-json daxshift plan --json "$full"
daxshift layout >/tmp/layout.yaml
step layout cat /tmp/layout.yaml
step own daxshift plan /tmp/layout.yaml
step outdated daxshift apply --force /tmp/plan.json
step back daxshift apply --force "$empty"
step empty daxshift plan "$empty"
nd_state back

# One that is confirmed stays.
step late daxshift confirm
daxshift apply --force --confirm 600 "$full" >/tmp/confirmed 2>&1 &
until [ -e /run/daxshift/unconfirmed ] && ! grep -q running /run/daxshift/unconfirmed; do sleep 0.1; done
step other daxshift apply --force "$empty"
step confirm daxshift confirm
wait $!
report confirmed $? "$(cat /tmp/confirmed)" ""
nd_state kept
step back-again daxshift apply --force "$empty"

# One whose process is killed is put back by another one.
daxshift apply --force --confirm 600 "$full" >/tmp/killed 2>&1 &
until grep -qs done /run/daxshift/journal; do sleep 0.05; done
kill -KILL $!
wait $!
# It may have come as far as to wait: then its time is over now.
[ "$(</run/daxshift/unconfirmed)" = running ] || echo 0 >/run/daxshift/unconfirmed
step killed daxshift recover --unconfirmed
nd_state recovered
step nothing daxshift recover --unconfirmed
