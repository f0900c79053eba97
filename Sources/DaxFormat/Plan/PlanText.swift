// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// A plan as text: JSON of the form ``schema``, with each device and step as in a journal.
///
/// It has the devices and steps; losses and notes are left out.
public enum PlanText {
    /// The value of the first member.
    public static let schema = "daxshift.steps/1"

    private static var document: Document<Plan> { Document(schema: schema, name: "plan") }

    /// Writes a plan.
    ///
    /// - Parameter plan: The plan.
    /// - Returns: The text, which ends in a line feed.
    public static func text(of plan: Plan) -> String { document.text(of: plan) }

    /// Reads a plan.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Returns: The plan that was written, without losses and notes.
    /// - Throws: ``FormatError`` for any other text.
    public static func plan(parsing bytes: [UInt8]) throws(FormatError) -> Plan {
        try document.content(parsing: bytes)
    }
}

extension Plan: Record {
    static let blank = Plan(devices: [], steps: [])
    static let members: [RecordMember<Plan>] = [
        .required("devices", \.devices),
        .required("steps", \.steps),
    ]
}

extension DevicePlan: Lettered {
    var letters: String { journalText }

    init?(letters: String) { self.init(journalText: letters) }

    static var example: String {
        DevicePlan(
            name: DeviceName(region: 0, device: 0), identity: ObjectIdentity(ranges: []),
            goal: .init(driver: .kmem, memory: .any), isUnchanged: false
        ).journalText
    }
}

extension Step: Lettered {
    var letters: String { journalText }

    init?(letters: String) { self.init(journalText: letters) }

    static var example: String {
        Step(action: .setting(.load(.kmem)), undo: .nothing).journalText
    }
}
