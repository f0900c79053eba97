// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxHost

@Suite("udev rules that bring memory online")
struct MemoryRuleTests {
    @Test(
        "are those for memory that write a state or run something",
        arguments: [
            (#"SUBSYSTEM=="memory", ACTION=="add", ATTR{state}=="offline", ATTR{state}="online""#, true),
            (#"ACTION=="add|change" , SUBSYSTEM == "memory",ATTR{state} = "online_movable""#, true),
            (#"SUBSYSTEM=="mem*", ATTR{online}="1""#, true),
            (#"KERNEL=="memory[0-9]*", RUN+="/bin/sh -c 'echo online > /sys$devpath/state'""#, true),
            (#"SUBSYSTEM=="cpu|memory", RUN{program}+="/usr/sbin/online-it \"now\"""#, true),
            (#"SUBSYSTEM=="memory", ACTION=="add", ATTR{state}="offline""#, false),
            (#"SUBSYSTEM=="memory", ATTR{state}=="online""#, false),
            (#"SUBSYSTEM=="memory", ACTION=="remove", RUN+="/bin/online""#, false),
            (#"SUBSYSTEM=="memory", RUN+="/usr/lib/kdump/reload""#, false),
            (#"SUBSYSTEM=="cpu", ACTION=="add", ATTR{online}="1""#, false),
            (#"SUBSYSTEM!="memory", ATTR{state}="online""#, false),
            (#"ATTR{state}="online""#, false),
            (#"# SUBSYSTEM=="memory", ATTR{state}="online""#, false),
            (#"SUBSYSTEM=="memory", ATTR{state}="online"#, false),
            ("=\"\"", false),
        ])
    func rule(text: String, isOne: Bool) {
        #expect(MemoryRule.rules(in: text, of: "a.rules").count == (isOne ? 1 : 0))
    }

    @Test("are found past a jump of all other events, and across lines")
    func sections() {
        let text = #"""
            # Memory hotadd request
            SUBSYSTEM!="memory", GOTO="memory_hotplug_end"
            ACTION!="add", GOTO="memory_hotplug_end"
            ENV{.state}="online"
            ATTR{state}=="offline", \
              # a comment between
              ATTR{state}="$env{.state}"
            LABEL="memory_hotplug_end"
            ATTR{state}=="offline", ATTR{state}="online"
            """#
        #expect(
            MemoryRule.rules(in: text, of: "40-redhat.rules") == [
                MemoryRule(
                    file: "40-redhat.rules", line: 5,
                    text: #"ATTR{state}=="offline", ATTR{state}="$env{.state}""#)
            ])
    }

    @Test(
        "are read in udev's order; the earlier folder's file hides the later's, and a link to /dev/null all")
    func folders() throws {
        let rule = #"SUBSYSTEM=="memory", ATTR{state}="online""#
        try Folder.with(
            [
                "etc/80-b.rules": "\n" + rule, "lib/80-b.rules": rule, "lib/40-a.rules": rule,
                "lib/60-masked.rules": rule, "lib/50-other.txt": rule,
            ], links: ["etc/60-masked.rules": "/dev/null"]
        ) { folder in
            let found = MemoryRule.all(in: ["etc", "run", "lib"].map { "\(folder.path)/\($0)" })
            #expect(
                found.map { "\($0.file.dropFirst(folder.path.count)):\($0.line)" } == [
                    "/lib/40-a.rules:1", "/etc/80-b.rules:2",
                ])
        }
    }

    @Test("are named when the kernel's own policy is not the agent")
    func agent() {
        let rule = MemoryRule(file: "/etc/udev/rules.d/80-b.rules", line: 2, text: "ATTR{state}=\"online\"\t")
        #expect(LinuxHost.likelyAgent(policy: .offline, rules: []) == nil)
        #expect(
            LinuxHost.likelyAgent(policy: .offline, rules: [rule])
                == .udevRule(
                    file: "/etc/udev/rules.d/80-b.rules", line: 2, text: #"ATTR{state}="online"\t"#))
        #expect(LinuxHost.likelyAgent(policy: .online, rules: [rule]) == .policy(.online))
    }
}
