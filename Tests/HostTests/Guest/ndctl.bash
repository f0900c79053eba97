# SPDX-License-Identifier: Apache-2.0
# What scripts and guides run, with the real ndctl and daxctl and with daxshift under both names: each from the same state.
. /root/nvdimms.bash

region=${regions[0]}
id=${region#region}
ns=namespace$id.0
dax=dax$id.0
dimm_of "$region"
usual=$PATH
mkdir /tmp/ours
for name in ndctl daxctl; do ln -s "$(command -v daxshift)" /tmp/ours/$name; done

# What is loaded by one is there for both, and labels have one version.
modprobe -a device_dax kmem dax_pmem nd_pmem nd_btt
ndctl disable-region all
ndctl init-labels -f -V 1.2 all
ndctl enable-region all
echo offline >/sys/devices/system/memory/auto_online_blocks

# line NAME LINE: runs a command line and reports it, and what the kernel says then.
line() {
    lines+=$1$'\n'
    step "$who-$1" bash -c "$2"
    snapshot
    nd_lines
    report "$who-$1-then" 0 "$snapshot$nd_lines" ""
}

# made ARGUMENTS: empties the region and makes a namespace by the real program.
made() {
    clear "$region"
    [ $# = 0 ] || "$peer" create-namespace "$@" >/dev/null
}

peer=$(command -v ndctl)
# The real daxctl leaves a device's name with kmem, so it comes last.
for who in ours peer; do
    lines=
    PATH=$usual
    [ $who = peer ] || PATH=/tmp/ours:$usual

    made
    line create "ndctl create-namespace"
    line full "ndctl create-namespace"
    made
    line fsdax "ndctl create-namespace -m fsdax"
    made
    line region "ndctl create-namespace --region=$region"
    made
    line number "ndctl create-namespace -r $id"

    line to-devdax "ndctl create-namespace -f -e $ns -m devdax"
    line to-memory "ndctl create-namespace -f -e $ns -m memory"
    line to-dax "ndctl create-namespace -f -e $ns -m dax"
    line active "ndctl create-namespace -e $ns -m fsdax"
    line long-words "ndctl create-namespace --force --reconfig=$ns --mode=devdax --align=2M"
    line map "ndctl create-namespace --force --reconfig=$ns --mode=fsdax --map=mem"

    made
    line named "ndctl create-namespace -m devdax -r $region -s 480M -n cache | jq -r '.chardev, .daxregion.devices[0].chardev, .blockdev, .dev, .numa_node'"
    line python "ndctl list -N | python3 -c 'import json,sys; print(json.load(sys.stdin)[0][\"name\"])' 2>/dev/null || ndctl list -N | jq -r '.[0].name'"

    made
    line none "ndctl destroy-namespace -f all"
    for words in "-f all" "all -f" "all --force"; do
        made -s 256M
        "$peer" create-namespace -m sector -s 256M >/dev/null
        line "destroy-${words// /}" "ndctl destroy-namespace $words"
    done
    made
    "$peer" create-namespace >/dev/null
    line without-force "ndctl destroy-namespace $ns"
    line in-two "ndctl disable-namespace $ns && ndctl destroy-namespace $ns"

    made -m devdax -s 256M
    line list "ndctl list"
    line list-N "ndctl list -N"
    line list-RN "ndctl list -RN"
    line list-NuD "ndctl list -NuD"
    line list-human "ndctl list --human --capabilities -r $region"
    line list-idle "ndctl list --namespaces --idle"
    line list-grep "ndctl list -R | grep -o 'region[0-9]*'"

    line initialize "ndctl disable-region $region; ndctl init-labels -f -V 1.2 $dimm; ndctl enable-region $region"
    line zero "ndctl disable-region $region; ndctl zero-labels $dimm; ndctl init-labels -V 1.2 $dimm; ndctl enable-region $region"

    made
    line system-ram "ndctl create-namespace -m devdax -r $region && daxctl reconfigure-device -m system-ram $dax"
    line online "ndctl destroy-namespace -f $ns"
    line disable-online "ndctl disable-namespace $ns"
    line back "daxctl reconfigure-device -f -m devdax $dax && ndctl destroy-namespace -f $ns"
    made
    line map-in-ram "ndctl create-namespace -m devdax -r $region -M mem && daxctl reconfigure-device -m system-ram $dax"
    line offline "daxctl offline-memory $dax && ndctl destroy-namespace -f $ns"

    made
    line sector "ndctl create-namespace -m sector -l 512"
    made
    "$peer" create-namespace >/dev/null
    line to-sector "ndctl create-namespace -e $ns -m sector -f"
    line labels "ndctl read-labels -j $dimm | jq -c '.[0].label[0] | {name, position, nlabel, dpa, rawsize}'"
done
report lines 0 "$lines" ""
