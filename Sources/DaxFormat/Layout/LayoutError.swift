// SPDX-License-Identifier: Apache-2.0

public import DaxModel
public import Yaml

/// Why files are no layout: all that is wrong with them.
public struct LayoutErrors: Error, Sendable, Hashable {
    /// The errors, by file and place; at least one.
    public let all: [LayoutError]
}

/// An error in a file of a layout.
public struct LayoutError: Error, Sendable, Hashable {
    /// The keys that lead to it, none for the whole file, and where it stands.
    public let key: Layout.Key
    /// What is wrong there.
    public let fault: Fault

    /// Whether it is a fault of the file as a whole, which has no place in it.
    public var isOfWholeFile: Bool {
        switch fault {
        case .unreadable: true
        case .yaml(let fault): fault.isOfWhole
        default: false
        }
    }

    /// What can be wrong.
    public enum Fault: Sendable, Hashable {
        /// The file can't be read; the value is the system's error.
        case unreadable(String)
        /// It is no YAML, or no YAML that is read.
        case yaml(YamlError.Fault)
        /// The key is unknown; these are known.
        case unknownKey(known: [String])
        /// The key is missing; it would have this form.
        case missing(Form)
        /// The value has another form.
        case value(Found, Form)
        /// The entry selects no object; one of these keys would.
        case noMatch(keys: [String])
        /// The key does not go with this key and value of the same mapping.
        case notWith(String)
        /// The key goes with this key and value of the same mapping alone.
        case onlyWith(String)
        /// Another entry of the region takes what is left too.
        case secondMaximum(first: Layout.Key)
        /// The shares of the region are this many hundredths with the ones before.
        case shares(Int)
        /// No entry of `regions` has this key; these are there.
        case unknownRegion(String, known: [String])
        /// Another entry is about the same object.
        case sameObject(first: Layout.Key)
    }

    /// What stands in place of a value.
    public enum Found: Sendable, Hashable {
        /// Nothing.
        case nothing
        /// Characters without quotes.
        case plain(String)
        /// Characters in quotes.
        case quoted(String)
        /// A list.
        case list
        /// A mapping.
        case mapping
    }

    /// The form of a value.
    public enum Form: Sendable, Hashable {
        /// `daxshift.layout/1`.
        case schema
        /// Keys with values.
        case mapping
        /// A list of words.
        case words([String])
        /// One of these words.
        case word([String])
        /// A list of serial numbers, each of them text.
        case serials
        /// True or false.
        case flag
        /// A text of at most 63 bytes.
        case name
        /// A size above 0, a share, or the maximum.
        case extent
        /// A size above 0.
        case size
        /// A whole number of this range.
        case number(ClosedRange<Int>)
        /// The number of a node.
        case node
        /// The kernel's name of a region, `regionN`.
        case regionName
        /// N of a CXL region `regionN`, or that name.
        case cxlRegion
        /// The kernel's name of a device.
        case deviceName
        /// A UUID.
        case uuid
        /// The first and the last address of a range.
        case range
        /// The speed of memory.
        case speed
        /// `auto`, or the weight of each node.
        case weights
        /// The key of an entry of `regions`.
        case regionKey
    }
}
