// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// Debian suites, read with a separate apt state: nothing is installed, and neither root nor the machine's sources are
/// needed.
struct DebianArchive: CustomStringConvertible {
    private let suites: [String]
    private let work: FilePath
    private let apt: [String]
    private let progress: (String) -> Void

    private static let keyring = FilePath("/usr/share/keyrings/debian-archive-keyring.gpg")

    /// The mirror of Debian's archives: `$DAXLAB_MIRROR`, by default `http://deb.debian.org`.
    private static var mirror: String {
        getenv("DAXLAB_MIRROR").map { String(cString: $0) } ?? "http://deb.debian.org"
    }

    /// Reads the suites' package lists.
    ///
    /// - Parameters:
    ///   - suites: The suites.
    ///   - work: A folder for apt's files and for packages.
    ///   - progress: Receives a line for the user.
    /// - Throws: ``LabError`` when a list can't be fetched.
    init(suites: [String], in work: FilePath, progress: @escaping (String) -> Void) async throws {
        guard Self.keyring.kind == .file else {
            throw LabError.lab("\(Self.keyring) is missing; on Debian: apt install debian-archive-keyring")
        }
        (self.suites, self.work, self.progress) = (suites, work, progress)
        apt = ["-c", try Self.writeAptState(for: suites, in: work).string, "-q"]
        progress("reading the package lists of \(suites.joined(separator: ", ")) from \(Self.mirror)")
        try await Tool("apt-get", package: "apt").run(apt + ["--error-on=any", "update"])
    }

    /// The suites and the mirror.
    var description: String { "\(suites.joined(separator: ", ")) on \(Self.mirror)" }

    /// Finds packages by a regular expression for their names; returns one line per package, the name first.
    func search(_ pattern: String) async throws -> String {
        try await Tool("apt-cache", package: "apt").text(apt + ["search", "--names-only", pattern])
    }

    /// Downloads packages, without dependencies, and unpacks them into a folder.
    func unpack(_ packages: [String], to root: FilePath) async throws {
        progress("fetching \(packages.joined(separator: ", "))")
        try await Tool("apt-get", package: "apt").run(apt + ["download"] + packages, in: work)
        let unpack = try Tool("dpkg-deb", package: "dpkg")
        for package in try await work.files(["-maxdepth", "1", "-name", "*.deb"]) {
            progress("unpacking \(package.dropFirst(2))")
            try await unpack.run(["-x", package, root.string], in: work)
        }
    }

    /// Writes a separate apt state; returns its configuration file.
    private static func writeAptState(for suites: [String], in work: FilePath) throws -> FilePath {
        let apt = work.appending("apt")
        for folder in ["state/lists/partial", "cache/archives/partial"] {
            try apt.pushing(FilePath(folder)).createFolder()
        }
        try apt.appending("status").write([])
        let sources = suites.map { suite in
            let archive = suite.hasSuffix("-security") ? "debian-security" : "debian"
            return
                "deb [arch=amd64 signed-by=\(Self.keyring)] \(Self.mirror)/\(archive) \(suite) main\n"
        }
        try apt.appending("sources.list").write(Array(sources.joined().utf8))
        // An archived suite keeps its last, expired signature, so its age is not checked.
        // The machine's hooks apply only to its own apt state.
        let configuration = """
            #clear APT::Update::Pre-Invoke;
            #clear APT::Update::Post-Invoke;
            #clear APT::Update::Post-Invoke-Success;
            #clear APT::Default-Release;
            APT::Architecture "amd64";
            APT::Architectures { "amd64"; };
            APT::Sandbox::User "root";
            Acquire::Languages "none";
            Acquire::Check-Valid-Until "false";
            Acquire::Retries "2";
            Acquire::http::Timeout "20";
            Acquire::https::Timeout "20";
            Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
            Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
            Dir::State "\(apt)/state";
            Dir::State::status "\(apt)/status";
            Dir::Cache "\(apt)/cache";
            Dir::Etc::SourceList "\(apt)/sources.list";
            Dir::Etc::SourceParts "/dev/null";
            Dir::Etc::Preferences "/dev/null";
            Dir::Etc::PreferencesParts "/dev/null";

            """
        let file = apt.appending("apt.conf")
        try file.write(Array(configuration.utf8))
        return file
    }
}
