// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
import SampleHosts
import Testing

extension FuzzTests {
    @Test("snapshots")
    func snapshots() {
        var hosts = RandomHost(seed: 3)
        var migrating = Inventory.sample
        migrating.nextBoot = NextBoot(
            file: .text("blacklist dax_pmem_compat\n"),
            statements: [
                .init(
                    file: KernelFile.modprobe, lines: 1...1, directive: .blacklist(.daxPmemCompat),
                    text: "blacklist dax_pmem_compat")
            ],
            initramfs: Initramfs(
                path: "/boot/initrd", maker: .dracut, contents: .init(hasDrivers: true, hasFile: false)))
        let seeds =
            [.sample, .cut, migrating, .sample.inKmem(.pmem, online: .movable)]
            + (0..<4).map { _ in hosts.inventory() }
        var toClass = Request(.model(.class))
        toClass.nextBoot = .class
        let requests = [
            Request(.systemRAM(nil), force: true), Request(.offlineMemory, force: true), .toBusForGood,
            toClass,
            Request(.reshaped(DeviceShape(.maximum), then: .systemRAM(.movable)), force: true),
            Request(.configured, force: true), .migratingToSystemRAM,
        ]
        Fuzz("snapshots", seeds.map(Snapshot.text)).run(dividedBy: 100) { input, random in
            guard let host = try? Snapshot.inventory(parsing: input) else { return .refused }
            guard let again = try? Snapshot.inventory(parsing: Array(Snapshot.text(of: host).utf8)),
                again == host
            else { return .wrong("it is written otherwise") }
            // The snapshot may make no sense; a plan for it is refused, or is a valid plan.
            if (host.blockSize ?? .zero).rawValue >= 1 << 20 {
                _ = try? Planner(host).plan(requests[random.below(requests.count)])
            }
            return .taken
        }
    }
}
