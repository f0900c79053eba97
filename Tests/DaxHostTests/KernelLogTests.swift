// SPDX-License-Identifier: Apache-2.0

import Sysfs
import Testing

@Suite("The kernel's log")
struct KernelLogTests {
    @Test("gives what came since the first try of a subject, as bare messages")
    func messages() throws {
        try Folder.with(["kmsg": "6,1,10,-;before\n"]) { folder in
            let log = KernelLog(path: folder.path + "/kmsg")
            log.mark("other")
            try folder.write("6,2,20,-;during other\n", to: "kmsg")
            log.mark("subject")
            try folder.write(
                "4,3,30,-;page dumped because: unmovable page\n SUBSYSTEM=memory\nno record\n", to: "kmsg")
            log.mark("subject")
            try folder.write("4,4,40,c;a; b\n", to: "kmsg")
            #expect(log.takeMessages() == ["page dumped because: unmovable page", "a; b"])
            #expect(log.takeMessages() == [])
        }
    }

    @Test("is empty where it can't be read")
    func unreadable() {
        let log = KernelLog(path: "/nowhere")
        log.mark("subject")
        #expect(log.takeMessages() == [])
    }
}
