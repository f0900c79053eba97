// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

extension FuzzTests {
    @Test("label storage areas")
    func labelAreas() {
        let samples = LabelVersion.allCases.map { version in
            var sample = LabelAreaSample(version)
            for slot in [0, 2, 5] { sample.add(slot, name: "namespace") }
            return sample
        }
        Fuzz("label storage areas", bytes: samples.map(\.bytes)).run { input, random in
            var sample = samples[random.below(samples.count)]
            sample.bytes = input
            // Half of the changes are signed, so that not only the checksums find them.
            if random.below(2) == 0, input.count >= 2048 { sample.sign() }
            let area = LabelArea(parsing: sample.bytes)
            guard let current = area.current else {
                return area.labels.isEmpty && area.labelFaults.isEmpty
                    ? .refused : .wrong("labels of no index")
            }
            let slots = (area.labels.map(\.slot) + area.labelFaults.map(\.slot)).sorted()
            guard slots == current.usedSlots, slots.last ?? 0 < max(current.slots, 1),
                area.indexes.contains(.success(current))
            else { return .wrong("\(slots)") }
            guard area.labels.allSatisfy({ $0.uuid.utf8.count == 36 && $0.name.unicodeScalars.count <= 64 })
            else {
                return .wrong("\(area.labels)")
            }
            return .taken
        }
    }

    @Test("sizes of label storage areas")
    func labelAreaSizes() {
        let sizes: [[UInt8]] = [[0, 0, 1, 0], [0, 128, 0, 0], [0, 3, 0, 0]]
        Fuzz("sizes of label storage areas", bytes: sizes).run(dividedBy: 10) { input, _ in
            let size = input.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
            // Larger areas take too long to make here.
            guard size <= 128 << 10 else { return .refused }
            let version = LabelVersion.allCases[input.count % 2]
            guard let blocks = LabelArea.initialized(size: ByteCount(rawValue: size), version: version) else {
                return size < 1024 ? .refused : .wrong("no index blocks")
            }
            guard blocks.count <= size else { return .wrong("\(blocks.count) bytes") }
            let area = LabelArea(parsing: blocks + [UInt8](repeating: 0, count: Int(size) - blocks.count))
            guard let current = area.current, current.number == 0, current.version == version,
                area.indexes.allSatisfy({ (try? $0.get()) != nil }), area.labels.isEmpty,
                current.slots >= 2,
                blocks.count + current.slots * current.labelSize <= size
            else { return .wrong("\(area.indexes)") }
            return .taken
        }
    }
}
