// SPDX-License-Identifier: Apache-2.0

extension Layout {
    /// Translates the saved configuration of devices.
    ///
    /// A section becomes an entry of `devices` with its name and the place of its header.
    ///
    /// - Parameter configuration: The configuration.
    /// - Returns: The layout, and why it lacks sections.
    public static func translating(
        _ configuration: DeviceConfiguration
    ) -> (layout: Layout, problems: [Finding]) {
        var layout = Layout()
        var problems = configuration.problems.map { $0.finding() }
        for section in configuration.sections {
            // A number of a region means another one at the next boot.
            guard section.match.region == nil else {
                problems.append(Finding(.layout(.numberedRegion(section))))
                continue
            }
            let place = Place(file: section.place.file, line: section.place.line ?? 1, column: 1)
            layout.devices.append(
                Device(Key(["devices", section.name], at: place), Match(section.match), section.change))
        }
        layout.devices.sort { $0.key.name < $1.key.name }
        return (layout, problems)
    }
}

extension DeviceConfiguration.Section {
    /// The name in its header, behind the first word.
    fileprivate var name: String {
        let words = header.drop { $0 == "[" }.prefix { $0 != "]" }.split(separator: " ")
        return words.dropFirst().joined(separator: " ")
    }
}

extension Layout.Match {
    /// The conditions of a section, but for the number of a region.
    init(_ match: DeviceMatch) {
        self.init()
        namespace = match.namespace
        provider = match.provider
        cxlRegion = match.cxlRegion
        range = match.range
        targetNode = match.targetNode
    }
}
