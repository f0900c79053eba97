// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The device models of a host, as `migrate-device-model` prints them.
struct ModelReport: Presentable {
    let inventory: Inventory

    private var models: [Model] { [.class, .bus].map { Model($0, on: inventory) } }

    /// The obstacles to moving the NVDIMM devices of the other model to this one.
    private func obstacles(to model: DeviceModel) -> [Finding] {
        guard Model(model, on: inventory).isOffered,
            inventory.devices.contains(where: {
                $0.model != model && inventory.region(of: $0)?.provider == .pmem
            })
        else { return [] }
        do throws(Refusal) {
            _ = try Planner(inventory).plan(Request(selection: .init(names: nil), change: .model(model)))
            return []
        } catch {
            return error.findings
        }
    }

    // MARK: For people

    func lines(for terminal: Terminal) -> [StyledText] {
        let offered = models.filter(\.isOffered).map { "\($0.model.rawValue) (\($0.model.folder))" }
        var lines = [
            StyledText("Linux \(inventory.kernel)", .bold)
                + StyledText(": NVDIMM devices can be under the \(Self.alternatives(offered)) model")
        ]
        var drivers = TextTable(columns: [
            .init(title: "MODEL"), .init(title: "NVDIMM DRIVER"), .init(title: "MODULE"),
        ])
        for model in models {
            drivers.addRow([
                StyledText(model.model.rawValue), StyledText("\(model.model.provider)"), model.standing,
            ])
        }
        lines += [""] + drivers.lines() + [""] + devices.lines() + [""] + nextBoot
        for model in DeviceModel.allCases {
            lines += obstacles(to: model).map {
                StyledText("obstacle to --to \(model.rawValue) --now: \(Words.daxshift.line($0))", .yellow)
            }
        }
        return lines
    }

    private static func alternatives(_ offered: [String]) -> String {
        switch offered.count {
        case 0: "neither"
        case 1: "\(offered[0])"
        default: offered.joined(separator: " or the ")
        }
    }

    private var devices: TextTable {
        var table = TextTable(columns: [
            .init(title: "DEVICE"), .init(title: "MODEL"), .init(title: "DRIVER"), .init(title: "NAMESPACE"),
            .init(title: "UUID"),
        ])
        let carriers = inventory.carriers
        for device in inventory.devices {
            let namespace = carriers[device.name]
            table.addRow([
                StyledText("\(device.name)", .bold), StyledText(device.model.rawValue),
                StyledText(device.driver?.rawValue ?? "none"), StyledText(namespace?.name.rawValue ?? "-"),
                StyledText(namespace?.uuid ?? "-"),
            ])
        }
        return table
    }

    private var nextBoot: [StyledText] {
        guard let boot = inventory.nextBoot else { return [] }
        let names = [DeviceModel.class, .bus].filter(boot.models(with: inventory.modules).contains)
            .map(\.rawValue)
        let result =
            switch names.count {
            case 0: "no driver binds NVDIMM devices"
            case 1: "the \(names[0]) model"
            default: "either model, whichever driver loads first"
            }
        let why = boot.statements.isEmpty ? ", the kernel's default: modprobe.d does not mention it" : ""
        return [StyledText("Next boot", .bold) + StyledText(": \(result)\(why)")]
            + boot.statements.map { StyledText("  \($0)") }
            + [StyledText("  \(Words.daxshift.line(boot.initramfsFinding(on: inventory.kernel)))")]
    }

    // MARK: For programs

    func json() -> JSON {
        .object([
            .init("schema", .string("daxshift.model/1")),
            .init("kernel", .string(inventory.kernel.rawValue)),
            .init("models", .array(models.map(\.json))),
            .init("devices", .array(devicesJSON)),
            .init("next_boot", nextBootJSON),
            .init(
                "obstacles",
                .object(
                    DeviceModel.allCases.map {
                        .init($0.rawValue, .array(obstacles(to: $0).map { .string(Words.daxshift.line($0)) }))
                    })),
            .init(
                "findings",
                .array(
                    DeviceModel.allCases.flatMap { model in
                        obstacles(to: model).map {
                            .object([.init("to", .string(model.rawValue))] + Words.daxshift.members(of: $0))
                        }
                    })),
        ])
    }

    private var devicesJSON: [JSON] {
        let listing = Listing(of: inventory, kinds: [.device], showsMappings: false)
        return inventory.devices.map { device in
            let uuid = listing.carrier(of: device)?.uuid.map { [JSON.Member("uuid", .string($0))] } ?? []
            return listing.json(of: device.name, with: uuid)
        }
    }

    private var nextBootJSON: JSON {
        guard let boot = inventory.nextBoot else { return .null }
        let models = boot.models(with: inventory.modules)
        return .object([
            .init(
                "models", .array(DeviceModel.allCases.filter(models.contains).map { .string($0.rawValue) })),
            .init("statements", .array(boot.statements.map(\.json))),
            .init("initramfs", boot.initramfs.map { $0.json(on: inventory.kernel, boot) } ?? .null),
        ])
    }

    /// A model, and the state of its driver.
    private struct Model {
        let model: DeviceModel
        let module: DriverModule?

        init(_ model: DeviceModel, on inventory: Inventory) {
            self.model = model
            module = inventory.module(model.provider.rawValue)
        }

        var isOffered: Bool { module.map { $0.state != .missing } ?? false }

        var standing: StyledText {
            guard let module else { return "unknown" }
            guard module.state != .missing else {
                return model == .class ? "missing: Linux 5.17 removed the class model" : "missing"
            }
            return StyledText(module.state.rawValue + (module.isBlacklisted ? ", blacklisted" : ""))
        }

        var json: JSON {
            .object([
                .init("model", .string(model.rawValue)),
                .init("driver", .string(model.provider.rawValue)),
                .init("state", module.map { .string($0.state.rawValue) } ?? .null),
                .init("blacklisted", .bool(module?.isBlacklisted ?? false)),
                .init("offered", .bool(isOffered)),
            ])
        }
    }
}

extension ModprobeStatement {
    fileprivate var json: JSON {
        .object([
            .init("file", .string(file)), .init("line", JSON(UInt64(lines.lowerBound))),
            .init("text", .string(text)),
        ])
    }
}

extension Initramfs {
    fileprivate func json(on kernel: KernelRelease, _ boot: NextBoot) -> JSON {
        .object([
            .init("path", .string(path)), .init("maker", .string(maker.rawValue)),
            .init("has_drivers", contents.map { .bool($0.hasDrivers) } ?? .null),
            .init("has_file", contents.map { .bool($0.hasFile) } ?? .null),
            .init("disagrees", boot.initramfsDisagrees.map { .bool($0) } ?? .null),
            .init("rebuild", .array(rebuilding(for: kernel).map { .string($0) })),
        ])
    }
}
