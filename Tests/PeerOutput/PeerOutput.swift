// SPDX-License-Identifier: Apache-2.0

import OrderedJSON

/// What the real daxctl printed, beside which daxshift's output under its name is held.
public enum PeerOutput {
    /// The text with its lists of regions, devices and mappings by number, in which daxshift prints them.
    ///
    /// - Parameter text: What daxctl printed.
    /// - Returns: The sorted text; the text itself when it is no JSON, or not in the form in which json-c prints it.
    public static func byNumber(_ text: String) -> String {
        guard let json = try? JSON(parsing: text), json.text(.jsonC) + "\n" == text else { return text }
        return json.byNumber.text(.jsonC) + "\n"
    }
}

extension JSON {
    fileprivate var byNumber: JSON {
        switch self {
        case .array(let elements): .array(elements.map(\.byNumber).sorted { $0.name < $1.name })
        case .object(let members): .object(members.map { JSON.Member($0.key, $0.value.byNumber) })
        default: self
        }
    }

    private var name: String {
        (self["chardev"] ?? self["id"] ?? self["page_offset"])?.line() ?? ""
    }
}
