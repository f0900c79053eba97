// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Picture {
    /// The picture as an SVG document.
    func svg() -> String {
        var page = Page()
        page.line(inventory.headline, isBold: true)
        if regions.isEmpty { page.line("no regions") }
        for region in regions {
            page.skip(10)
            if let gap = region.place?.gap { page.line("⋮ \(gap)", .pale) }
            page.line("\(region.name)  \(region.facts)", isBold: true)
            page.draw(region)
            for row in region.table.lines() { page.line(row.rendered(inColor: false)) }
        }
        page.skip(10)
        page.legend(uses.map { ($0.paint, $0.rawValue) })
        page.legend(shades.map { ($0.paint, $0.rawValue) })
        if let distortion { page.line(distortion, .pale) }
        return page.document(titled: inventory.headline)
    }
}

/// A drawing that grows downwards.
private struct Page {
    private static let width = 960
    private static let margin = 20
    /// The minimum width of a part, and of the gap behind it.
    private static let (unit, gap) = (4, 2)
    /// The widths of a letter of a line, and of an address.
    private static let (letterWidth, digitWidth) = (7.2, 6.0)

    private var elements: [String] = []
    private var height = 16

    func document(titled title: String) -> String {
        let (width, height) = (Self.width + 2 * Self.margin, height + Self.margin)
        let dark = Paint.allCases.map { ".\($0.rawValue){fill:\($0.dark)}" }.joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="monospace" font-size="12" role="img">
            <title>\(Self.escaped(title))</title>
            <style>@media (prefers-color-scheme:dark){\(dark)}</style>
            <rect width="\(width)" height="\(height)" \(Self.fill(.page))/>
            \(elements.joined(separator: "\n"))
            </svg>

            """
    }

    mutating func skip(_ distance: Int) {
        height += distance
    }

    mutating func line(_ text: String, _ paint: Paint = .ink, isBold: Bool = false) {
        height += 18
        write(text, at: (Self.margin, height), paint, isBold ? " font-weight=\"bold\"" : "")
    }

    /// Draws the parts of a region, its memory below them, and the addresses below both.
    mutating func draw(_ region: RegionPicture) {
        guard let place = region.place else { return }
        let units = Int((place.width * Double(Self.width / Self.unit)).rounded())
        let top = height + 8
        height = top + (region.hasShades ? 50 : 38)
        let end = Self.margin + units * Self.unit
        var x = Self.margin
        var axis: [AddressAxis.Part] = []
        let widths = Apportionment.widths(of: region.spans.map { $0.size ?? .zero }, in: units)
        for (span, units) in zip(region.spans, widths) where units > 0 {
            let width = units * Self.unit
            if let range = span.range { axis.append(AddressAxis.Part(range: range, start: x, width: width)) }
            draw(span, from: x, to: x + width == end ? end : x + width - Self.gap, top)
            x += width
        }
        draw(AddressAxis(parts: axis), of: place.range, to: end)
    }

    private mutating func draw(_ span: SpanPicture, from x: Int, to end: Int, _ top: Int) {
        group(span.description) { page in
            page.box(x, top, end - x, 36, span.use.paint)
            let room = Int(Double(end - x - 12) / Self.letterWidth)
            if let label = span.labels.first(where: { $0.count <= room }) {
                page.write(label, at: (x + 6, top + 22), span.use.labelPaint)
            }
        }
        var start = x
        let runs = Apportionment.widths(of: span.memory.map(\.range.size), in: end - x)
        for (run, width) in zip(span.memory, runs) {
            if let shade = run.shade, width > 0 {
                group(run.description) { $0.box(start, top + 38, width, 10, shade.paint) }
            }
            start += width
        }
    }

    /// Draws a line with both ends of a region, and the addresses between them that fit beside each other.
    private mutating func draw(_ axis: AddressAxis, of range: PhysicalRange, to end: Int) {
        let y = height + 4
        height = y + 18
        box(Self.margin, y, end - Self.margin, 1, .pale)
        let (first, last) = (Self.hex(range.start), Self.hex(range.end))
        mark(first, at: Self.margin, y, "start")
        mark(last, at: end - 1, y, "end")
        var free = Self.margin + Self.length(first)
        for tick in axis.ticks(apart: 120) {
            guard let x = axis.place(of: tick) else { continue }
            let label = Self.hex(tick)
            let half = Self.length(label) / 2
            let hasRoom = x - half > free && x + half < end - Self.length(last)
            if hasRoom { free = x + half }
            mark(hasRoom ? label : "", at: x, y, "middle")
        }
    }

    private mutating func mark(_ address: String, at x: Int, _ y: Int, _ anchor: String) {
        box(x, y, 1, 5, .pale)
        guard !address.isEmpty else { return }
        write(address, at: (x, y + 15), .pale, " font-size=\"10\" text-anchor=\"\(anchor)\"")
    }

    mutating func legend(_ entries: [(paint: Paint, text: String)]) {
        guard !entries.isEmpty else { return }
        height += 20
        var x = Self.margin
        for entry in entries {
            box(x, height - 11, 14, 14, entry.paint)
            write(entry.text, at: (x + 20, height), .ink)
            x += 44 + Int(Double(entry.text.count) * Self.letterWidth)
        }
    }

    /// Draws elements that show a text where a pointer rests on them.
    private mutating func group(_ title: String, _ draw: (inout Page) -> Void) {
        elements.append("<g><title>\(Self.escaped(title))</title>")
        draw(&self)
        elements.append("</g>")
    }

    private mutating func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ paint: Paint) {
        elements.append(
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" \(Self.fill(paint))/>")
    }

    private mutating func write(
        _ text: String, at place: (x: Int, y: Int), _ paint: Paint, _ attributes: String = ""
    ) {
        elements.append(
            "<text x=\"\(place.x)\" y=\"\(place.y)\" \(Self.fill(paint))\(attributes) "
                + "xml:space=\"preserve\">\(Self.escaped(text))</text>")
    }

    /// The colour for a light page, which the style sheet replaces on a dark one.
    private static func fill(_ paint: Paint) -> String {
        "class=\"\(paint.rawValue)\" fill=\"\(paint.light)\""
    }

    private static func hex(_ address: UInt64) -> String { "0x" + String(address, radix: 16) }

    private static func length(_ address: String) -> Int {
        Int(Double(address.count + 1) * digitWidth)
    }

    /// The text without control characters and what else XML has no place for.
    private static func escaped(_ text: String) -> String {
        StyledText(text).rendered(inColor: false).unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\u{FFFE}", "\u{FFFF}": result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
