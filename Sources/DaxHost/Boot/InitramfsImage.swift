// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs

/// The programs that list and make initramfs images.
internal enum InitramfsImage {
    /// Finds the image of a kernel, and lists it if a program for that is installed.
    ///
    /// - Parameters:
    ///   - kernel: The kernel.
    ///   - boot: The folder of images.
    ///   - folders: The folders of programs.
    /// - Returns: The image; nil without one under the names of Debian or dracut.
    static func find(
        for kernel: KernelRelease, in boot: String = "/boot",
        programs folders: [String] = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    ) -> Initramfs? {
        let names = ["initrd.img-\(kernel)", "initramfs-\(kernel).img"]
        // A path that can't be inspected may exist; then its contents are unknown too.
        func first(_ paths: [String]) -> String? { paths.first { (try? Sysfs.exists($0)) != false } }
        guard let path = first(names.map { "\(boot)/\($0)" }) else { return nil }
        func program(_ name: String) -> String? { first(folders.map { "\($0)/\(name)" }) }
        let makers: [(maker: Initramfs.Maker, lister: String)] = [
            (.initramfsTools, "lsinitramfs"), (.dracut, "lsinitrd"),
        ]
        for (maker, lister) in makers {
            guard let lister = program(lister) else { continue }
            return Initramfs(
                path: path, maker: maker, contents: output(of: [lister, path]).map(contents(listed:)))
        }
        return Initramfs(
            path: path, maker: path.hasSuffix(".img") ? .dracut : .initramfsTools, contents: nil)
    }

    /// Parses a list of an image's files, with a path at the end of each line.
    static func contents(listed text: String) -> Initramfs.Contents {
        var contents = Initramfs.Contents(hasDrivers: false, hasFile: false)
        let drivers = [DriverName.daxPmem, .daxPmemCompat].map { "\($0).ko" }
        for line in text.split(separator: "\n") {
            let name = line.split(separator: "/").last ?? line
            if drivers.contains(where: name.hasPrefix) { contents.hasDrivers = true }
            if line.hasSuffix(KernelFile.modprobe.dropFirst()) { contents.hasFile = true }
        }
        return contents
    }

    /// The maximum size of a list in bytes: that of an image with a million files.
    private static let listLimit = 1 << 26

    /// The output of a program; nil when it fails, or prints too much.
    private static func output(of command: [String]) -> String? {
        guard let pipe = popen(shellLine(command) + " 2>/dev/null", "re") else { return nil }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, pipe)
            guard count > 0 else { break }
            bytes += chunk[..<count]
            guard bytes.count <= listLimit else {
                pclose(pipe)
                return nil
            }
        }
        return pclose(pipe) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }

    static func shellLine(_ words: [String]) -> String {
        words.map { word in
            "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
                + "'"
        }.joined(separator: " ")
    }
}
