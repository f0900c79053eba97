// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Picture: Presentable {
    /// The lines for a terminal, drawn with its characters; 80 columns if the width is unknown.
    func lines(for terminal: Terminal) -> [StyledText] {
        let strokes = terminal.usesUTF8 ? Strokes.unicode : .ascii
        let width = max(40, terminal.width ?? 80) - 1
        var lines = [StyledText(inventory.headline)]
        guard !regions.isEmpty else { return lines + ["no regions"] }
        for region in regions {
            lines.append(region.place?.gap.map { StyledText("\(strokes.gap) \($0)", .dim) } ?? "")
            lines.append(StyledText(region.name, .bold) + StyledText("  \(region.facts)"))
            lines += region.bars(in: width, strokes)
            lines += region.table.lines()
        }
        let legends = [
            uses.map { StyledText(strokes.fill($0), $0.style) + StyledText(" \($0.rawValue)") },
            shades.map { StyledText($0.letter, $0.style) + StyledText(" \($0.rawValue)") },
        ]
        lines.append("")
        for legend in legends where !legend.isEmpty {
            lines.append(legend.dropFirst().reduce(legend[0]) { $0 + "   " + $1 })
        }
        if let distortion { lines.append(StyledText(distortion, .dim)) }
        return lines
    }

    /// The characters that a terminal draws with.
    fileprivate struct Strokes {
        let edge: String
        let gap: String
        let fills: [SpanPicture.Use: String]

        static let unicode = Strokes(
            edge: "│", gap: "⋮",
            fills: [
                .systemRAM: "█", .devdax: "▓", .famfs: "▒", .fsdax: "▚", .sector: "▞", .raw: "▄",
                .disabled: "░",
                .free: "·",
            ])
        static let ascii = Strokes(
            edge: "|", gap: ":",
            fills: [
                .systemRAM: "#", .devdax: "=", .famfs: "%", .fsdax: "+", .sector: "*", .raw: "~",
                .disabled: "-",
                .free: ".",
            ])

        func fill(_ use: SpanPicture.Use) -> String { fills[use, default: " "] }
    }
}

extension RegionPicture {
    /// The bar of the region's parts, and below it the bar of memory blocks, if there is anything to show.
    fileprivate func bars(in width: Int, _ strokes: Picture.Strokes) -> [StyledText] {
        guard let place else { return [] }
        let columns = Int((place.width * Double(width)).rounded())
        let widths = Apportionment.widths(of: spans.map { $0.size ?? .zero }, in: columns)
        var bar = StyledText("")
        var memory = StyledText("")
        var start = 0
        for (span, width) in zip(spans, widths) {
            bar += span.bar(in: width, strokes)
            let letters = Apportionment.widths(of: span.memory.map(\.range.size), in: width)
            var column = start
            for (run, count) in zip(span.memory, letters) {
                if let shade = run.shade, count > 0 {
                    memory += StyledText(String(repeating: " ", count: column - memory.width))
                    memory += StyledText(String(repeating: shade.letter, count: count), shade.style)
                }
                column += count
            }
            start += width
        }
        bar += StyledText(strokes.edge)
        return hasShades ? [bar, memory] : [bar]
    }
}

extension SpanPicture {
    /// The part with a given width: an edge, a label if one fits, and the filling.
    fileprivate func bar(in width: Int, _ strokes: Picture.Strokes) -> StyledText {
        let fill = strokes.fill(use)
        guard width > 1 else { return StyledText(String(repeating: fill, count: width), use.style) }
        let room = width - 1
        let label = labels.map { " \($0) " }.first { $0.count <= room } ?? ""
        return StyledText(strokes.edge) + StyledText(label, .bold)
            + StyledText(String(repeating: fill, count: room - label.count), use.style)
    }
}

extension SpanPicture.Use {
    /// The colour on a terminal.
    var style: StyledText.Style {
        switch self {
        case .systemRAM: .green
        case .devdax: .blue
        case .famfs, .sector: .magenta
        case .fsdax: .green
        case .raw: .blue
        case .disabled: .yellow
        case .free: .dim
        }
    }
}

extension MemoryRun.Shade {
    /// The letter that stands for a column of it.
    fileprivate var letter: String {
        switch self {
        case .movable: "M"
        case .kernel: "K"
        case .offline: "o"
        case .unknown: "?"
        case .lost: "x"
        }
    }

    /// The colour on a terminal.
    fileprivate var style: StyledText.Style {
        switch self {
        case .movable: .green
        case .kernel: .magenta
        case .offline: .dim
        case .unknown: .yellow
        case .lost: .red
        }
    }
}
