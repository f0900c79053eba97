# SPDX-License-Identifier: Apache-2.0
#
# Prints what follows from the rows of Tests/Bench/bench: the guest's times, what each device and block adds, and whether the
# targets are met.
#
# usage: awk -f tables.awk ROWS GUEST
#   ROWS    a name, and three figures each, separated by tabs: instructions, system calls, microseconds, KiB
#   GUEST   what Tests/Bench/guest and Tests/Bench/namespaces print

BEGIN {
    FS = "\t"
    instructions = 2; calls = 5; wall = 8; memory = 11
    ours = 0; peer = 1; least = 2; careful = 3
}

FILENAME == ARGV[1] {
    for (field = 2; field <= NF; field++)
        figure[$1, field] = $field
    next
}

/^create / {
    mode[++modes] = $0
    next
}

{
    split($0, word, " ")
    guest[++guests] = sprintf("%s of %d blocks", word[1], word[2])
    keep(guest[guests])
    if (word[1] in first) {
        guest[++guests] = word[1] ", the growth"
        keep(guest[guests], first[word[1]])
    }
    first[word[1]] = $0
}

# Keeps the seconds of a line of the guest's, without those of a line of fewer blocks.
function keep(name, less,    old, who) {
    split(less, old, " ")
    for (who = ours; who <= careful; who++)
        second[name, who] = (word[3 + who] - old[3 + who]) / 1e6
}

END {
    print_guest()
    print_namespaces()
    print_growth()
    print_targets()
}

function print_guest(    line, name) {
    if (!guests)
        return
    print "\n| in a guest, seconds | daxshift | daxctl | bare writes | careful writes | to daxctl | to the writes | careful |"
    print "|---|---|---|---|---|---|---|---|"
    for (line = 1; line <= guests; line++) {
        name = guest[line]
        printf "| %s | %.2f | %.2f | %.2f | %s | **%.2f** | **%.2f** | %s |\n", name, second[name, ours],
            second[name, peer], second[name, least], second[name, careful] ? sprintf("%.2f", second[name, careful]) : "",
            second[name, ours] / second[name, peer], second[name, ours] / second[name, least],
            second[name, careful] ? sprintf("**%.2f**", second[name, careful] / second[name, least]) : ""
    }
}

# The system calls that make a namespace of each mode.
function print_namespaces(    line) {
    if (!modes)
        return
    print "\n| create-namespace in a guest, system calls | daxshift | ndctl | ndctl before its first write | needed writes and reads |"
    print "|---|---|---|---|---|"
    for (line = 1; line <= modes; line++) {
        split(mode[line], word, " ")
        printf "| %s | %d | %d | %d | %d |\n", word[2], word[3], word[4], word[5], word[6]
    }
}

# What one more device or block adds from one row to another: instructions, system calls and bytes.
function growth(what, row, larger, count) {
    if (!((row, memory) in figure) || !((larger, memory) in figure))
        return
    if (!growths++) {
        print "\n| one more | instructions | system calls | memory, B |"
        print "|---|---|---|---|"
    }
    printf "| %s | %s | %s | %s |\n", what, added_each(what, row, larger, instructions, count, 1, "%.0f"),
        added_each(what, row, larger, calls, count, 1, "%.1f"), added_each(what, row, larger, memory, count, 1024, "%.0f")
}

function added_each(what, row, larger, kind, count, unit, format,    who, text, value) {
    for (who = ours; who <= least; who++) {
        value = (figure[larger, kind + who] - figure[row, kind + who]) * unit / count
        if (who == ours)
            each[what, kind] = value
        text = text (who ? " : " : "") sprintf(format, value)
    }
    return text
}

function print_growth(    task) {
    growth("device, list", "list: 1000 devices", "list: 4000 devices", 3000)
    growth("device, list -DRM", "list -DRM: 1000 devices", "list -DRM: 4000 devices", 3000)
    growth("device, plan", "daxshift plan: 1000 devices", "daxshift plan: 4000 devices", 3000)
    growth("device, plan of many", "daxshift plan: 10000 devices", "daxshift plan: 100000 devices", 90000)
    growth("block, list", "list: 1 x 16 blocks", "list: 1 x 98304 blocks", 98288)
    growth("block, online", "online: 1 x 16 blocks", "online: 1 x 98304 blocks", 98288)
    growth("block, offline", "offline: 1 x 16 blocks", "offline: 1 x 98304 blocks", 98288)
}

function target(what, most, measured) {
    if (!targets++) {
        print "\n| target | at most | measured | |"
        print "|---|---|---|---|"
    }
    printf "| %s | %s | %.*f | %s |\n", what, most, measured < 0.1 ? 3 : 2, measured, measured <= most ? "met" : "**not met**"
}

function to_peer(row, kind, name, most, who) {
    if ((row, kind) in figure)
        target(row ", " name " to " (who ? who : "daxctl") "'s", most, figure[row, kind + ours] / figure[row, kind + peer])
}

function at_most(row, kind, name, unit, most) {
    if ((row, kind) in figure)
        target(row ", " name, most, figure[row, kind + ours] / unit)
}

function each_at_most(what, kind, name, most) {
    if ((what, kind) in each)
        target("one more " what ", " name, most, each[what, kind])
}

function print_targets(    line, own, count) {
    to_peer("list: no device", instructions, "instructions", 1.3)
    to_peer("list: 1 devices", instructions, "instructions", 1.3)
    count = split("daxshift --version|daxshift list: no device|daxshift list --json: no device", own, "|")
    for (line = 1; line <= count; line++) {
        to_peer(own[line], instructions, "instructions", 0.5)
        to_peer(own[line], wall, "wall", 1)
        at_most(own[line], memory, "memory, MiB", 1024, 8)
    }
    to_peer("list: 4000 devices", calls, "system calls", 0.6)
    to_peer("list: 4000 devices", wall, "wall", 0.6)
    to_peer("list -DRM: 4000 devices", instructions, "instructions", 0.6)
    to_peer("list -DRM: 4000 devices in 4 regions", instructions, "instructions", 0.83)
    to_peer("list -DRM: 4000 devices", calls, "system calls", 0.6)
    to_peer("list -DRM: 4000 devices", wall, "wall", 0.6)
    to_peer("daxshift list -N: 64 regions x 8 namespaces", instructions, "instructions", 0.6, "ndctl")
    to_peer("daxshift list -N: 64 regions x 8 namespaces", calls, "system calls", 0.6, "ndctl")
    count = split("daxshift plan: one of 4000 devices|daxshift plan: 4000 devices", own, "|")
    for (line = 1; line <= count; line++) {
        to_peer(own[line], instructions, "instructions", 1.3, "list")
        to_peer(own[line], calls, "system calls", 1.3, "list")
    }
    to_peer("list: 1 x 98304 blocks", wall, "wall", 0.25)
    to_peer("list: 128 x 16 blocks", wall, "wall", 0.01)
    each_at_most("block, online", calls, "system calls", 9)
    each_at_most("block, offline", calls, "system calls", 9)
    for (line = 1; line <= guests; line++)
        if (guest[line] !~ /^trip/)
            target(guest[line] ", to the bare writes", 1.05, second[guest[line], ours] / second[guest[line], least])
    for (line = 1; line <= modes; line++) {
        split(mode[line], word, " ")
        target("create-namespace, " word[2] ", system calls beyond the look of ndctl, to the needed ones", 1.2,
            word[3] > word[5] ? (word[3] - word[5]) / word[6] : 0)
    }
    each_at_most("device, list", memory, "bytes", 1024)
    each_at_most("device, list -DRM", memory, "bytes", 1024)
    each_at_most("block, list", memory, "bytes", 64)
    each_at_most("block, online", memory, "bytes", 64)
    each_at_most("block, offline", memory, "bytes", 64)
}
