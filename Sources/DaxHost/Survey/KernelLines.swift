// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The lines of a file of `/proc`.
///
/// These files have hundreds of lines, of which few matter, and some are read again while memory goes offline. So a line
/// is a part of the file's bytes, and only what matters becomes text.
internal enum KernelLines {
    /// Passes each line to a closure, without its line feed.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - take: Gets the line, which is valid until it returns.
    static func forEach(in bytes: [UInt8], _ take: (Line) -> Void) {
        bytes.withUnsafeBytes { bytes in
            guard var start = bytes.baseAddress else { return }
            var left = bytes.count
            while left > 0 {
                let count =
                    memchr(start, CInt(UInt8(ascii: "\n")), left).map { UnsafeRawPointer($0) - start } ?? left
                take(Line(start: start, count: count))
                start += count + 1
                left -= count + 1
            }
        }
    }

    /// A line, or the rest of one.
    struct Line {
        fileprivate var start: UnsafeRawPointer
        fileprivate var count: Int

        /// The line as text; bytes that are not UTF-8 become U+FFFD.
        var text: String {
            String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }

        /// The line without the white space at its start.
        var trimmed: Line {
            var rest = self
            while let byte = rest.first, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                rest = rest.dropping(1)
            }
            return rest
        }

        /// What follows a key; nil for a line that does not begin with it.
        func after(_ key: StaticString) -> Line? {
            let length = key.utf8CodeUnitCount
            return count >= length && memcmp(start, key.utf8Start, length) == 0 ? dropping(length) : nil
        }

        /// What is before and after the first of an ASCII character; nil where there is none.
        func divided(at character: Unicode.Scalar) -> (before: Line, after: Line)? {
            guard let place = memchr(start, CInt(UInt8(ascii: character)), count) else { return nil }
            let length = UnsafeRawPointer(place) - start
            return (Line(start: start, count: length), dropping(length + 1))
        }

        /// The number that follows a key and spaces, to the end of the line.
        func number(after key: StaticString) -> UInt64? {
            guard let rest = after(key), rest.first == UInt8(ascii: " ") else { return nil }
            return DaxHost.number(rest.trimmed.text)
        }

        private var first: UInt8? { count > 0 ? start.load(as: UInt8.self) : nil }

        private func dropping(_ length: Int) -> Line { Line(start: start + length, count: count - length) }
    }
}
