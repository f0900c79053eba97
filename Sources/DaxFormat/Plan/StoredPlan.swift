// SPDX-License-Identifier: Apache-2.0

public import DaxModel
internal import OrderedJSON

/// A plan of a layout that is kept to be carried out later, as it is or not at all.
///
/// It holds the layout and the steps. Before it is carried out the layout is planned again; other steps mean that the host is no
/// longer as it was.
public struct StoredPlan: Sendable, Hashable {
    /// The value of the first member.
    public static let schema = "daxshift.stored/1"

    /// The host that it is for, by its machine id; nil when it was made from a snapshot.
    public let machine: String?
    /// The layout.
    public let layout: Layout
    /// The series of the UUIDs of new namespaces.
    public let uuids: UUIDSeries
    /// Whether it takes memory in use offline, or destroys what entries allow.
    public let needsForce: Bool
    /// The steps.
    public let steps: [Step]

    /// Creates a stored plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - layout: The layout that it was made from.
    ///   - uuids: The series of the UUIDs of new namespaces.
    ///   - machine: The host that it is for, by its machine id; nil for any.
    ///   - needsForce: Whether it takes memory in use offline, or destroys what entries allow.
    public init(
        _ plan: Plan, of layout: Layout, _ uuids: UUIDSeries, on machine: String?, needsForce: Bool
    ) {
        self.machine = machine
        self.needsForce = needsForce
        self.layout = layout
        self.uuids = uuids
        steps = plan.steps
    }

    /// The text, which ends in a line feed.
    public var text: String {
        JSON.object([
            .init("schema", .string(Self.schema)), .init("machine", machine.map(JSON.string) ?? .null),
            .init("uuids", .string(String(uuids.seed))), .init("needs_force", .bool(needsForce)),
            .init("layout", LayoutText.json(of: layout)),
            .init("steps", steps.json),
        ]).text(terminator: "\n")
    }

    /// Reads a stored plan, or returns nil for a text that is something else, such as a layout.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Throws: ``FormatError`` for one that is damaged.
    public init?(parsing bytes: [UInt8]) throws(FormatError) {
        guard case .object(let members)? = try? JSON(parsing: bytes), let first = members.first,
            first.key == "schema", first.value == .string(Self.schema)
        else { return nil }
        guard members.map(\.key) == ["schema", "machine", "uuids", "needs_force", "layout", "steps"],
            case .string(let seed) = members[2].value, let seed = UInt64(seed),
            case .bool(let needsForce) = members[3].value, let machine = Self.machine(members[1].value)
        else { throw FormatError("it is not a stored plan as 'daxshift plan --out' writes one") }
        let file = Layout.File(
            path: "the layout in the plan", text: .success(Array(members[4].value.text().utf8)))
        do throws(LayoutErrors) {
            layout = try LayoutText.layout(parsing: [file]).layout
        } catch {
            throw FormatError("the layout in it is damaged").inside(key: "layout")
        }
        self.machine = machine
        uuids = UUIDSeries(seed: seed)
        self.needsForce = needsForce
        steps = try [Step](members[5].value)
    }

    /// A machine id or null; nil for anything else.
    private static func machine(_ json: JSON) -> String?? {
        switch json {
        case .string(let id): id
        case .null: .some(nil)
        default: nil
        }
    }
}
