// SPDX-License-Identifier: Apache-2.0

extension Picture {
    /// The picture as an SVG document.
    func svg() -> String {
        var page = Page()
        page.line(title, weight: "bold")
        if regions.isEmpty { page.line("no dax regions") }
        for region in regions {
            page.skip(10)
            if let gap = region.place?.gap { page.line("⋮ \(gap)", color: Page.pale) }
            page.line("\(region.name)  \(region.facts)", weight: "bold")
            page.draw(region)
            for row in region.table.lines() { page.line(row.rendered(inColor: false)) }
        }
        page.skip(10)
        page.legend(uses.map { ($0.fill, $0.rawValue) })
        page.legend(memory.map { ($0.fill, $0.rawValue) })
        if let distortion { page.line(distortion, color: Page.pale) }
        return page.document
    }
}

/// A drawing that grows downwards.
private struct Page {
    static let pale = "#6e7781"
    private static let ink = "#1f2328"
    private static let width = 960
    private static let margin = 20
    /// The minimum width of an item.
    private static let unit = 3
    private static let letterWidth = 7.2

    private var elements: [String] = []
    private var height = 16

    var document: String {
        let (width, height) = (Self.width + 2 * Self.margin, height + Self.margin)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="monospace" font-size="12">
            <rect width="\(width)" height="\(height)" fill="#ffffff"/>
            \(elements.joined(separator: "\n"))
            </svg>

            """
    }

    mutating func skip(_ distance: Int) {
        height += distance
    }

    mutating func line(_ text: String, color: String = ink, weight: String = "normal") {
        height += 18
        write(text, at: (Self.margin, height), color, weight)
    }

    mutating func draw(_ region: RegionPicture) {
        guard let place = region.place else { return }
        let units = Int((place.width * Double(Self.width / Self.unit)).rounded())
        let top = height + 8
        var x = Self.margin
        for (span, units) in zip(region.spans, Apportionment.widths(of: region.spans.map(\.size), in: units))
        {
            let width = units * Self.unit
            box(x, top, width, 36, span.use.fill, stroke: " stroke=\"#ffffff\"")
            let room = Int(Double(width - 12) / Self.letterWidth)
            if let label = span.labels.first(where: { $0.count <= room }) {
                write(label, at: (x + 6, top + 22), span.use.ink, "normal")
            }
            var start = x
            let runs = Apportionment.widths(of: span.memory.map(\.size), in: units)
            for (run, units) in zip(span.memory, runs) {
                box(start, top + 38, units * Self.unit, 10, run.state.fill)
                start += units * Self.unit
            }
            x += width
        }
        height = top + (region.hasMemory ? 50 : 38)
    }

    mutating func legend(_ entries: [(fill: String, text: String)]) {
        guard !entries.isEmpty else { return }
        height += 20
        var x = Self.margin
        for entry in entries {
            box(x, height - 11, 14, 14, entry.fill)
            write(entry.text, at: (x + 20, height), Self.ink, "normal")
            x += 44 + Int(Double(entry.text.count) * Self.letterWidth)
        }
    }

    private mutating func box(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ fill: String, stroke: String = ""
    ) {
        guard width > 0 else { return }
        elements.append(
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(fill)\"\(stroke)/>")
    }

    private mutating func write(
        _ text: String, at place: (x: Int, y: Int), _ color: String, _ weight: String
    ) {
        let printable = StyledText(text).rendered(inColor: false)
        elements.append(
            "<text x=\"\(place.x)\" y=\"\(place.y)\" fill=\"\(color)\" font-weight=\"\(weight)\" "
                + "xml:space=\"preserve\">\(Self.escaped(printable))</text>")
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}

extension SpanPicture.Use {
    /// The colour on paper.
    fileprivate var fill: String {
        switch self {
        case .systemRAM: "#1a7f37"
        case .devdax: "#0969da"
        case .famfs: "#8250df"
        case .disabled: "#bf8700"
        case .free: "#dde3e9"
        }
    }

    /// The colour of its label.
    fileprivate var ink: String { self == .free ? "#1f2328" : "#ffffff" }
}

extension SpanPicture.Memory {
    /// The colour on paper.
    fileprivate var fill: String {
        switch self {
        case .movable: "#4ac26b"
        case .kernel: "#a475f9"
        case .offline: "#afb8c1"
        case .unknown: "#eac54f"
        case .lost: "#cf222e"
        }
    }
}
