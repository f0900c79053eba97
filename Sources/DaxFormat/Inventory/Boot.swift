// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

// The settings for the next boot, and the files of the saved configuration.

extension NextBoot: Record {
    static let blank = NextBoot(file: nil, statements: [], initramfs: nil)
    static let members: [RecordMember<NextBoot>] = [
        .known("modprobe", \.file),
        .any("statements", \.statements),
        .known("initramfs", \.initramfs),
    ]
}

extension FileContent: Choice {
    static let cases: [ChoiceCase<FileContent>] = [
        .plain("absent", .absent),
        .holding("file", { (file: PlainFile) in .text(file.text, file.access) }) {
            if case .text(let text, let access) = $0 { PlainFile(text: text, access: access) } else { nil }
        },
        .holding("link", { .link($0) }) { if case .link(let target) = $0 { target } else { nil } },
    ]
}

/// The text of a file, and its mode and owner.
private struct PlainFile: Record {
    var text = ""
    var access = FileAccess.common

    static let blank = PlainFile()
    static let members: [RecordMember<PlainFile>] = [
        .required("text", \.text),
        .any("access", \.access),
    ]
}

extension ModprobeStatement: Record {
    static let blank = ModprobeStatement(
        file: "", lines: 1...1, directive: .alias(DriverName(rawValue: "")), text: "")
    static let members: [RecordMember<ModprobeStatement>] = [
        .required("file", \.file),
        .required("lines", \.lines),
        .required("directive", \.directive),
        .required("text", \.text),
    ]
}

extension ModprobeStatement.Directive: Choice {
    static let cases: [ChoiceCase<ModprobeStatement.Directive>] = [
        .holding("alias", { .alias($0) }) { if case .alias(let driver) = $0 { driver } else { nil } },
        .holding("blacklist", { .blacklist($0) }) {
            if case .blacklist(let driver) = $0 { driver } else { nil }
        },
        .holding("install", { .install($0) }) { if case .install(let driver) = $0 { driver } else { nil } },
    ]
}

extension Initramfs: Record {
    static let blank = Initramfs(path: "", maker: .dracut, contents: nil)
    static let members: [RecordMember<Initramfs>] = [
        .required("path", \.path),
        .required("maker", \.maker),
        .known("contents", \.contents),
    ]
}

extension Initramfs.Contents: Record {
    static let blank = Initramfs.Contents(hasDrivers: false, hasFile: false)
    static let members: [RecordMember<Initramfs.Contents>] = [
        .required("drivers", \.hasDrivers),
        .required("modprobe", \.hasFile),
    ]
}

/// The saved configuration is written as its files, which are parsed again.
extension DeviceConfiguration: Formatted {
    var json: JSON { files.json }

    init(_ json: JSON) throws(FormatError) {
        self.init(try [File](json))
    }
}

extension DeviceConfiguration.File: Record {
    static let blank = DeviceConfiguration.File(path: "", text: .success(""))
    static let members: [RecordMember<DeviceConfiguration.File>] = [
        .required("path", \.path),
        .required("content", \.content),
    ]

    private var content: Content {
        get {
            switch text {
            case .success(let text): .text(text)
            case .failure(let reason): .unreadable(reason.reason)
            }
        }
        set {
            text =
                switch newValue {
                case .text(let text): .success(text)
                case .unreadable(let reason): .failure(.init(reason: reason))
                }
        }
    }

    private enum Content: Choice, Hashable {
        case text(String)
        case unreadable(String)

        static let cases: [ChoiceCase<Content>] = [
            .holding("text", { .text($0) }) { if case .text(let text) = $0 { text } else { nil } },
            .holding("unreadable", { .unreadable($0) }) {
                if case .unreadable(let reason) = $0 { reason } else { nil }
            },
        ]
    }
}
