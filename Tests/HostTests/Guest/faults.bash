# SPDX-License-Identifier: Apache-2.0
# What the fault scripts share. A run of daxshift takes a second here, so all else is done without processes.
. /root/steps.bash

# The zones of blocks that were there at boot change as memory comes and goes.
for folder in /sys/devices/system/memory/memory[0-9]*; do at_boot[${folder##*/}]=1; done

read -r device other _ < <(daxshift list --json |
    jq -r '[.devices[] | select(.provider == "pmem") | .chardev] | join(" ")')
to_ram="daxshift reconfigure-device --mode system-ram"
to_devdax="daxshift reconfigure-device --mode devdax --force"
# The two ways that both_ways takes, each a whole command.
forth="$to_ram $device"
back="$to_devdax $device"

# take WAY: has both_ways take another way: `model`, `create` or `resize`.
take() {
    case $1 in
        model)
            forth="daxshift migrate-device-model --to bus --now --at-boot -d $device"
            back="daxshift migrate-device-model --to class --now --at-boot -d $device"
            return
            ;;
        create)
            forth="daxshift create-device --size 256M --align 4K"
            back="daxshift destroy-device --force dax0.1"
            ;;
        # Around the device behind it.
        resize)
            forth="daxshift reconfigure-device --size 512M --align 4K --mode system-ram dax0.1"
            back="daxshift reconfigure-device --size 256M --align 2M --mode devdax --force dax0.1"
            ;;
    esac
    daxshift destroy-device --force all >/dev/null
    daxshift create-device --size 256M >/dev/null
    [ "$1" = create ] && return
    daxshift create-device --size 256M >/dev/null
    daxshift create-device --size 256M >/dev/null
}
journal=/run/daxshift
# The system calls that both_ways counts, of which one is struck: those that change a device or the journal.
struck=write

cases=0
lost=()

# survived WHAT: counts a case that ended well.
survived() { cases=$((cases + 1)); }

# lose WHAT: counts a case that did not, with what there is to see of it.
lose() {
    cases=$((cases + 1))
    lost+=("$1; it said: $(tail -n 4 /tmp/err 2>/dev/null)")
    snapshot
    echo "lost: $1" >&2
    diff <(echo "$before") <(echo "$snapshot") >&2
    cat /tmp/err >&2
}

# tell NAME: reports the cases since the last report.
tell() {
    report "$1" 0 "$(jq -nc --argjson cases "$cases" '{$cases, lost: $ARGS.positional}' --args "${lost[@]}")" ""
    cases=0
    lost=()
}

is_open() { [ -n "$(ls "$journal" 2>/dev/null | grep '^journal')" ]; }

# The option with which a killed run is recovered: `--finish`, or none.
finish=

# ends_well WHAT STATUS: whether all is as before or as asked after a run, with `daxshift recover` where it is due.
ends_well() {
    local what=$1 status=$2 first= begun
    snapshot
    first=$snapshot
    if is_open; then
        begun=$(grep -c '^begin' "$journal/journal")
        daxshift recover $finish >/tmp/recover 2>>/tmp/err || {
            lose "$what: recover ended with $?"
            return
        }
        snapshot
        if is_recovered "$begun" && ! is_open; then survived; else lose "$what: $status, and recovered wrongly"; fi
        return
    fi
    case $status in
        0) [ "$snapshot" = "$after" ] ;;
        # 1: undone. 130, 143: undone, or the shell's word for a signal before the first write.
        1 | 4 | 75 | 130 | 143) [ "$snapshot" = "$before" ] ;;
        # 74: the result could not be written. 137: killed, before the first record or after the last.
        74 | 137) [ "$snapshot" = "$before" ] || [ "$snapshot" = "$after" ] ;;
        *) false ;;
    esac && survived || lose "$what: $status"
}

# is_recovered BEGUN: whether all is as `recover` is to leave it. A journal that begins no step may be without its whole plan.
# Where something is gone for good, `recover` carries out the rest.
is_recovered() {
    if [ -n "$finish" ]; then
        [ "$snapshot" = "$after" ] || { [ "$1" = 0 ] && [ "$snapshot" = "$before" ]; }
    else
        [ "$snapshot" = "$before" ] ||
            { [ "$snapshot" = "$after" ] && ! grep -q '"gone": \[\]' /tmp/recover; }
    fi
}

# go_back COMMAND...: puts the host into the state `before`, if it isn't, with a run that must work.
go_back() {
    snapshot
    [ "$snapshot" = "$before" ] && return
    is_open && daxshift recover >/dev/null 2>&1
    "$@" >/tmp/out 2>/tmp/err
    snapshot
    [ "$snapshot" = "$before" ] || {
        echo "stuck: $*" >&2
        cat /tmp/err >&2
        diff <(echo "$before") <(echo "$snapshot") >&2
        exit 9
    }
}

# both_ways FUNCTION: calls it for the way forth, as devdax to system-ram, and for the way back, with `before`, `after` and `writes`.
both_ways() {
    local function=$1
    # Modules are loaded, and stay, so that each run does the same.
    $forth >/dev/null 2>&1
    $back >/dev/null 2>&1
    snapshot
    before=$snapshot
    strace -f --seccomp-bpf -e trace=$struck -o /tmp/trace $forth >/dev/null 2>&1
    writes=$(grep -cE "(${struck//,/|})\(" /tmp/trace)
    snapshot
    after=$snapshot
    go_back $back
    "$function" "$forth" "$back" "forth"
    $forth >/dev/null 2>&1
    before=$after
    strace -f --seccomp-bpf -e trace=$struck -o /tmp/trace $back >/dev/null 2>&1
    writes=$(grep -cE "(${struck//,/|})\(" /tmp/trace)
    snapshot
    after=$snapshot
    go_back $forth
    "$function" "$back" "$forth" "back"
}
