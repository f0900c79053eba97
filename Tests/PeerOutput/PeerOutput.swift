// SPDX-License-Identifier: Apache-2.0

import OrderedJSON

/// The output of the real daxctl and ndctl, with which daxshift's output under their names is compared.
public enum PeerOutput {
    /// The text with its lists of objects sorted by number, as daxshift prints those of daxctl.
    ///
    /// - Parameter text: The output of daxctl or ndctl.
    /// - Returns: The sorted text; the text itself when it is not JSON, or not in json-c's form.
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
        (self["dev"] ?? self["chardev"] ?? self["id"] ?? self["page_offset"])?.line() ?? ""
    }
}
