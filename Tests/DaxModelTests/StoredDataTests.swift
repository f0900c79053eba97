// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("What an NVDIMM holds")
struct StoredDataTests {
    private static let gap = Gap(file: "/dev/dax0.0", reason: "Permission denied", needsRoot: true)

    private static func host(_ data: StoredData?) -> Inventory {
        Inventory.sample.with(.pmem) { $0.storedData = data }
    }

    private static func refusal(_ request: Request, on inventory: Inventory) -> Refusal? {
        do throws(Refusal) {
            _ = try Planner(inventory).plan(request)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "is not overwritten without force, unless all samples of it are zero",
        arguments: [
            (StoredData.found(at: 4096), Finding.DeviceCause.holdsData(at: 4096), [.force(.overwrite)]),
            (.unread(gap), .dataUnread(gap), [.readAsRoot, .force(.overwrite)]),
            (nil, .dataUnread(nil), [.force(.overwrite)]),
        ] as [(StoredData?, Finding.DeviceCause, [Finding.Remedy])])
    func refused(data: StoredData?, cause: Finding.DeviceCause, remedies: [Finding.Remedy]) throws {
        for change in [Request.Change.systemRAM(nil), .systemRAMOffline] {
            let refusal = try #require(Self.refusal(Request(change, .pmem), on: Self.host(data)))
            #expect(refusal.isOnlyLoss)
            #expect(refusal.findings.map(\.cause) == [.device(cause)])
            #expect(refusal.findings.map(\.object) == [.device(.pmem)])
            #expect(refusal.findings.map(\.remedies) == [remedies])
            #expect(Self.refusal(Request(change, .pmem, force: true), on: Self.host(data)) == nil)
            var overwriting = Request(change, .pmem)
            overwriting.overwritesData = true
            #expect(Self.refusal(overwriting, on: Self.host(data)) == nil)
        }
    }

    @Test("can be read only of a character device")
    func noCharacterDevice() throws {
        let host = Self.host(nil).with(.pmem) { $0.driver = nil }
        let refusal = try #require(Self.refusal(Request(.systemRAM(nil), .pmem), on: host))
        #expect(refusal.findings.map(\.cause) == [.device(.dataUnread(nil))])
        #expect(refusal.findings.map(\.remedies) == [[.makeDevdax(.pmem), .force(.overwrite)]])
    }

    @Test("that is blank, on another device, or in no way of the change is nobody's loss")
    func allowed() {
        #expect(Self.refusal(Request(.systemRAM(nil), .pmem), on: Self.host(.blank)) == nil)
        let host = Self.host(.found(at: 0))
        #expect(Self.refusal(Request(.systemRAM(nil), .otherPmem, .hmem), on: host) == nil)
        #expect(Self.refusal(Request(.disabled, .pmem), on: host) == nil)
        #expect(
            Self.refusal(Request(.onlineMemory(nil), .pmem), on: host.inKmem(.pmem, online: nil)) == nil)
    }

    @Test("is overwritten where the saved configuration makes it system RAM: it did so at the last boot")
    func configured() {
        var host = Self.host(.found(at: 0))
        let text = "[reconfigure-device a]\ntarget_node = 1\nmode = system-ram\n"
        host.configuration = DeviceConfiguration([.init(path: "a.conf", text: .success(text))])
        #expect(Self.refusal(Request(.configured, .pmem), on: host) == nil)
    }

    @Test("is sampled at the beginning of a device, all over it, and at its end")
    func samples() {
        func pages(_ size: UInt64) -> [UInt64] {
            StoredData.samples(of: ByteCount(rawValue: size)).map { $0 / 4096 }
        }
        #expect(pages(0) == [] && pages(4095) == [] && pages(4096) == [0])
        #expect(pages(64 * 4096) == Array(0..<64))
        for size in [2 << 20, 3 << 20, 958 << 20, 3 << 40, UInt64.max] {
            let sampled = pages(size)
            #expect(sampled.count == 64 && sampled.starts(with: 0..<32))
            #expect(sampled.last == size / 4096 - 1)
            #expect(zip(sampled, sampled.dropFirst()).allSatisfy { $0 < $1 })
            let gaps = zip(sampled, sampled.dropFirst()).map { $1 - $0 }
            #expect(gaps.allSatisfy { $0 <= size / 4096 / 32 + 32 })
        }
    }
}
