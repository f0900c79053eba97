// SPDX-License-Identifier: Apache-2.0

/// A kernel for guests: a series with its Debian suites, or one of the user's own.
public struct Kernel: Sendable, Hashable {
    /// The series, as in `6.12`; the release of a kernel of the user's own.
    public let name: String
    /// The Debian suites of which at least one has the series.
    public let suites: [String]
    // A release has an increasing number between these two.
    let releasePrefix: String
    let releaseSuffix: String
    /// The packages of a release, without the release at their end; the first holds the kernel image.
    let packages: [String]

    /// The files of a kernel of the user's own; nil for one of Debian's.
    let own: Own?

    /// Whether the kernel makes two conflicting devices of soft-reserved memory that the HMAT also describes.
    let doublesSoftReserved: Bool
    /// Whether the kernel can make a dax region of volatile CXL memory.
    let makesCXLRegions: Bool

    /// All kernels, oldest first.
    public static let all = [
        Kernel("5.10", ["bullseye", "bullseye-security"], "5.10.0-", "-amd64", doublesSoftReserved: true),
        Kernel("6.1", ["bookworm", "bookworm-security"], "6.1.0-", "-amd64"),
        Kernel("6.12", ["trixie", "trixie-security"], "6.12.", "+deb13-amd64", makesCXLRegions: true),
        Kernel(
            "7.2", ["sid"], "7.2.", "+deb14-amd64",
            packages: ["linux-binary-", "linux-modules-", "linux-base-"], makesCXLRegions: true),
    ]

    private init(
        _ name: String, _ suites: [String], _ releasePrefix: String, _ releaseSuffix: String,
        packages: [String] = ["linux-image-"], doublesSoftReserved: Bool = false,
        makesCXLRegions: Bool = false
    ) {
        self.name = name
        self.suites = suites
        self.releasePrefix = releasePrefix
        self.releaseSuffix = releaseSuffix
        self.packages = packages
        own = nil
        self.doublesSoftReserved = doublesSoftReserved
        self.makesCXLRegions = makesCXLRegions
    }

    init(own: Own, release: String, doublesSoftReserved: Bool, makesCXLRegions: Bool) {
        name = release
        (suites, packages, releasePrefix, releaseSuffix) = ([], [], "", "")
        self.own = own
        self.doublesSoftReserved = doublesSoftReserved
        self.makesCXLRegions = makesCXLRegions
    }

    /// Finds a kernel of Debian's by its series.
    ///
    /// - Parameter name: As in `6.12`.
    /// - Throws: ``LabError`` with the code `request` for an unknown name.
    public init(named name: String) throws(LabError) {
        guard let kernel = Kernel.all.first(where: { $0.name == name }) else {
            throw .request("no kernel \"\(name)\"; \(suggestion(for: name, among: Kernel.all.map(\.name)))")
        }
        self = kernel
    }

    /// The pattern for the name of the kernel image's package.
    public var packagePattern: String { "\(packages.first ?? "")\(releasePrefix)*\(releaseSuffix)" }

    /// The newest release in a list of packages.
    ///
    /// - Parameter listing: What `apt-cache search --names-only` prints: a package's name first on each line.
    /// - Returns: The release, as in `6.12.96+deb13-amd64`, or nil when no package is of this series.
    func newestRelease(in listing: String) -> String? {
        let numbers = listing.split(separator: "\n").compactMap { line -> Int? in
            let package = line.prefix { $0 != " " }
            let before = packages[0] + releasePrefix
            guard package.hasPrefix(before), package.hasSuffix(releaseSuffix) else { return nil }
            return Int(package.dropFirst(before.count).dropLast(releaseSuffix.count))
        }
        return numbers.max().map { "\(releasePrefix)\($0)\(releaseSuffix)" }
    }
}
