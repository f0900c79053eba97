// SPDX-License-Identifier: Apache-2.0

/// A line of a journal while it is written, as bytes.
///
/// A plan may have a hundred thousand steps with three lines each, so this avoids the cost of a string or an
/// array: its bytes are never copied, and its buffer is reused for the next line.
public struct JournalLine: ~Copyable {
    private var start = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    private var room = 256
    private var count = 0

    /// Begins an empty line.
    public init() {}

    deinit {
        start.deallocate()
    }

    /// The bytes, valid until the line changes.
    public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Removes the content and keeps the buffer.
    public mutating func clear() { count = 0 }

    /// Adds a text.
    @inline(__always)
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Adds a text and a number, which is not negative.
    @inline(__always)
    mutating func add(_ text: String, _ number: Int) {
        add(text)
        add(number.magnitude)
    }

    private mutating func add(_ number: UInt) {
        var digits = 1
        var end = number / 10
        while end > 0 {
            digits += 1
            end /= 10
        }
        makeRoom(for: digits)
        count += digits
        var rest = number
        var place = count
        repeat {
            place -= 1
            start[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
    }

    /// Escapes the bytes from a position on, so that they are a sentence.
    ///
    /// - Parameter place: How many bytes stand before it.
    mutating func makeSentence(from place: Int) {
        let tail = UnsafeBufferPointer(rebasing: bytes[place...])
        guard tail.count(where: { !JournalText.isSentenceByte($0) }) > 0 else { return }
        let text = String(decoding: tail, as: UTF8.self)
        count = place
        add(JournalText.sentence(text))
    }

    /// Adds the checksum and a line feed.
    mutating func seal() {
        let checksum = Checksum.of(bytes)
        add(" #")
        makeRoom(for: 9)
        for place in 0..<8 {
            let digit = UInt8(truncatingIfNeeded: checksum >> UInt32(28 - 4 * place)) & 0xf
            start[count + place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
        start[count + 8] = UInt8(ascii: "\n")
        count += 9
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        makeRoom(for: bytes.count)
        (start + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        if count + more > room { grow(by: more) }
    }

    private mutating func grow(by more: Int) {
        room = 2 * (count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
    }
}
