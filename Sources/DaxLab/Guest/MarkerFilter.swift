// SPDX-License-Identifier: Apache-2.0

/// Passes on a stream of bytes up to an end marker.
struct MarkerFilter {
    private let marker: [UInt8]
    /// The end of the stream so far, if it may be the start of the marker.
    private var held: [UInt8] = []
    /// Whether the marker was found.
    private(set) var hasEnded = false

    init(marker: String) {
        self.marker = Array(marker.utf8)
    }

    /// Takes the next bytes and returns those that can't belong to the marker.
    mutating func pass(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        if hasEnded { return [] }
        var content = held + bytes
        held = []
        if let end = firstMarker(in: content) {
            hasEnded = true
            content.removeSubrange(end...)
            return content
        }
        let longest = min(marker.count - 1, content.count)
        if let count = (0...longest).last(where: { content.suffix($0).elementsEqual(marker.prefix($0)) }),
            count > 0
        {
            held = Array(content.suffix(count))
            content.removeLast(count)
        }
        return content
    }

    /// The withheld bytes, for a stream that ended without a marker.
    mutating func flush() -> [UInt8] {
        defer { held = [] }
        return held
    }

    private func firstMarker(in content: [UInt8]) -> Int? {
        var from = content.startIndex
        while let start = content[from...].firstIndex(of: marker[0]) {
            if content[start...].starts(with: marker) { return start }
            from = start + 1
        }
        return nil
    }
}
