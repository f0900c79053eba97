// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
import OrderedJSON
import SampleHosts
import Testing

extension FuzzTests {
    @Test("layouts")
    func layouts() {
        var layouts = RandomLayout(seed: 5)
        let seeds = (0..<40).flatMap { _ in
            let layout = layouts.layout()
            return [LayoutText.text(of: layout), LayoutText.json(of: layout).line()]
        }
        Fuzz("layouts", seeds).run(dividedBy: 10) { input, random in
            let other = seeds[random.below(seeds.count)]
            let files = random.below(4) > 0 ? [input] : [input, Array(other.utf8)]
            guard let layout = try? LayoutText.layout(parsing: files.map(Self.file)).layout else {
                return .refused
            }
            let text = LayoutText.text(of: layout)
            let again = try? LayoutText.layout(parsing: [Self.file(Array(text.utf8))]).layout
            return again?.withoutPlaces == layout.withoutPlaces ? .taken : .wrong("it is written otherwise")
        }
    }

    private static func file(_ bytes: [UInt8]) -> Layout.File {
        Layout.File(path: "layout.yaml", text: .success(bytes))
    }
}
