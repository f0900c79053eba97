// SPDX-License-Identifier: Apache-2.0

/// The label storage area of an NVDIMM: two index blocks, and slots for the labels of namespaces.
///
/// An update writes labels to free slots, and then the index block that is not current, so that the old state holds
/// until the new one is complete. `ndctl read-labels` prints the area.
public struct LabelArea: Sendable, Hashable {
    /// The two index blocks, each with what is wrong with it where the kernel ignores it.
    ///
    /// There is none where the area is too small for labels.
    public let indexes: [Result<Index, Index.Fault>]
    /// The index block that holds; nil when no namespace has a label here, since the area is blank or damaged.
    public let current: Index?
    /// The labels in the slots that are in use by the current index block, by slot.
    public let labels: [Label]
    /// What is wrong with the other slots that are in use, by slot.
    ///
    /// The kernel ignores them.
    public let labelFaults: [Label.Fault]
    /// The fields of the two index blocks, whatever the kernel thinks of them; none where the area is too small.
    public let fields: [Index.Fields]
    /// Where the index blocks and slots lie; nil where the area is too small.
    let layout: Layout?

    /// Reads an area; whatever the bytes are, it is a value.
    ///
    /// The corresponding kernel function is `nd_label_validate`.
    ///
    /// - Parameter bytes: The whole area.
    public init(parsing bytes: [UInt8]) {
        let layouts = LabelVersion.allCases.compactMap { Layout(areaSize: bytes.count, version: $0) }
        let attempts = layouts.map { layout in
            (layout: layout, indexes: (0..<2).map { Index.read($0, of: bytes, layout) })
        }
        // The labels have the size with which an index block is valid, or else that which one claims.
        let found =
            attempts.first { $0.indexes.contains { (try? $0.get()) != nil } }
            ?? attempts.first {
                $0.indexes.contains { $0 != .failure(.signature) && $0 != .failure(.labelSize) }
            } ?? attempts.last
        indexes = found?.indexes ?? []
        let layout = found?.layout
        self.layout = layout
        fields = layout.map { layout in (0..<2).map { Index.Fields(bytes[layout.index($0)]) } } ?? []
        let current = Index.current(of: indexes.compactMap { try? $0.get() })
        self.current = current
        var labels: [Label] = []
        var faults: [Label.Fault] = []
        if let layout {
            for slot in current?.usedSlots ?? [] {
                let label = LabelBytes(bytes[layout.label(slot)])
                switch Label.read(slot, from: label, layout) {
                case .success(let label): labels.append(label)
                case .failure(let fault): faults.append(fault)
                }
            }
        }
        self.labels = labels
        labelFaults = faults
    }
}
