// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage
import Testing

@Suite struct CompletionTests {
    @Test(arguments: ["daxshift", "daxlab"])
    func `bash reads the script`(command: String) async throws {
        let checked = try await Project.run(.name("bash"), ["-n", "completions/\(command).bash"])
        #expect(checked.status == .exited(0), "\(checked.errors)")
    }

    @Test(
        .enabled(if: Tools.has("zsh"), "zsh is not installed"), arguments: ["daxshift", "daxlab"])
    func `zsh reads the script`(command: String) async throws {
        let checked = try await Project.run(.name("zsh"), ["-n", "completions/_\(command)"])
        #expect(checked.status == .exited(0), "\(checked.errors)")
    }

    @Test(
        .enabled(if: Tools.has("fish"), "fish is not installed"), arguments: ["daxshift", "daxlab"])
    func `fish reads the script`(command: String) async throws {
        let checked = try await Project.run(.name("fish"), ["--no-execute", "completions/\(command).fish"])
        #expect(checked.status == .exited(0), "\(checked.errors)")
    }

    @Test(
        arguments: [
            (["daxshift", "reconf"], ["reconfigure-device"]),
            (["daxshift", "list", "--reg"], ["--regions", "--region"]),
            (["daxshift", "reconfigure-device", "--mode", ""], ["system-ram", "devdax"]),
            (["daxshift", "reconfigure-device", "--mode", "sys"], ["system-ram"]),
            (["daxshift", "offline-memory", "al"], ["all"]),
            (["daxlab", "ker"], ["kernels"]),
            (["daxlab", "run", "--accel", "t"], ["tcg"]),
        ])
    func `bash completes`(words: [String], expected: [String]) async throws {
        #expect(try await Self.bash(words) == expected)
    }

    /// What bash offers for the last of the words.
    ///
    /// Names of devices come from the command itself, so the command that was built has to be found by name.
    private static func bash(_ words: [String]) async throws -> [String] {
        let script = """
            PATH="$1:$PATH"; source "completions/$2.bash"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            COMPREPLY=()
            "_$1" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try await Project.run(
            .name("bash"), ["-c", script, "bash", try Project.programs().string] + words)
        #expect(result.status == .exited(0) && result.errors.isEmpty, "\(result.errors)")
        return result.output.split(separator: "\n").map(String.init)
    }
}
