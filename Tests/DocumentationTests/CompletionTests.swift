// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage
import Testing

/// What the shells offer, each with the scripts that are installed and the programs that were built.
@Suite struct CompletionTests {
    private static let scripts = ["daxshift", "daxlab", "daxctl"]
    private static let programs = scripts + ["ndctl"]

    @Test(arguments: scripts)
    func `bash reads the script`(command: String) async throws {
        let checked = try await Project.run(
            .name("bash"), ["-n", "\(Self.folder(of: command))/\(command).bash"])
        #expect(checked.status == .exited(0), "\(checked.errors)")
    }

    @Test(arguments: scripts)
    func `zsh reads the script`(command: String) async throws {
        let checked = try await Project.run(.name("zsh"), ["-n", "\(Self.folder(of: command))/_\(command)"])
        #expect(checked.status == .exited(0), "\(checked.errors)")
    }

    @Test(arguments: scripts)
    func `fish reads the script`(command: String) async throws {
        let checked = try await Project.run(
            .name("fish"), ["--no-execute", "\(Self.folder(of: command))/\(command).fish"])
        #expect(checked.status == .exited(0), "\(checked.errors)")
    }

    /// What every shell offers for the last word of a line: none of it depends on this machine.
    private static let lines = [
        (
            ["daxshift", "help", "re"],
            ["read-labels", "reconfigure-device", "reconfigure-namespace", "recover"]
        ),
        (["daxlab", "help", ""], ["run", "shell", "hosts", "kernels"]),
        (["daxshift", "reconfigure-device", "--mode", ""], ["system-ram", "devdax"]),
        (["daxshift", "online-memory", "--zone", ""], ["movable", "kernel"]),
        (["daxshift", "migrate-device-model", "--to", ""], ["bus", "class"]),
        (["daxlab", "run", "--accel", "t"], ["tcg"]),
        (["daxctl", "off"], ["offline-memory"]), (["daxctl", "help", "spl"], ["split-acpi"]),
        (["daxctl", "list", "--re"], ["--region", "--regions"]),
        (["daxctl", "reconfigure-device", "-m", "d"], ["devdax"]),
        (["daxctl", "disable-device", "al"], ["all"]), (["daxctl", "bogus", ""], []),
        (["ndctl", "create"], ["create-namespace"]), (["ndctl", "help", "li"], ["list"]),
        (["ndctl", "list", "--d"], ["--dimm", "--dimms", "--device-dax"]),
        (["ndctl", "create-namespace", "-m", "d"], ["devdax"]),
        (["ndctl", "destroy-namespace", "al"], ["all"]), (["ndctl", "monitor", ""], []),
    ]

    @Test(
        arguments: lines + [
            (["daxshift", "help", "list", ""], []),
            (["daxshift", "reconf"], ["reconfigure-device", "reconfigure-namespace"]),
            (["daxshift", "list", "--reg"], ["--regions", "--region"]),
            (["daxshift", "reconfigure-device", "--mode", "sys"], ["system-ram"]),
            (["daxshift", "offline-memory", "al"], ["all"]),
            (["daxshift", "offline-memory", "all", "al"], []),
            (["daxshift", "list", "-o", "NAME,ST"], ["NAME,STATE"]),
            (["daxshift", "list", "-o", "+U"], ["+UUID"]),
            (["daxlab", "ker"], ["kernels"]),
            (["daxlab", "run", "--host", "cx", "--", "daxshift", "list"], ["cxl", "cxl2"]),
            (["daxlab", "shell", "--kernel", "6"], ["6.1", "6.12"]),
            (["daxlab", "run", "--kernel", "READ"], []),
            (["daxlab", "run", "--kernel", "./READ"], ["./README.md"]),
            (["daxctl", "reconfigure-device", "--mode", "="], ["system-ram", "devdax", "famfs"]),
            (["daxctl", "reconfigure-device", "--mode", "=", "d"], ["devdax"]),
            (["daxctl", "create-device", "--input", ""], ["files"]),
        ])
    func `bash completes`(words: [String], expected: [String]) async throws {
        #expect(try await Self.bash(words) == expected)
    }

    @Test(
        arguments: lines + [
            (["daxshift", "offline-memory", "al"], ["all"]),
            (["daxshift", "list", "-o", "NAME,ST"], ["NAME,STATE"]),
            (["daxlab", "shell", "--kernel", "6"], ["6.1", "6.12"]),
            (["daxlab", "run", "--host", "Man/s"], ["Man/sections/"]),
            (["daxctl", "list", "--region=a"], ["--region=all"]),
        ])
    func `zsh completes`(words: [String], expected: [String]) async throws {
        #expect(try await Self.zsh(words) == expected)
    }

    @Test(arguments: lines + [(["daxctl", "list", "--region=a"], ["--region=all"])])
    func `fish completes`(words: [String], expected: [String]) async throws {
        #expect(try await Self.fish(words) == expected.sorted())
    }

    /// The real daxctl may be first in the path, and a program may be gone.
    @Test(arguments: ["/usr/bin/daxctl", "/nowhere/daxctl", "/nowhere/daxshift", "/nowhere/daxlab"])
    func `a program that knows no completion is silent`(program: String) async throws {
        let words =
            program.hasSuffix("daxctl")
            ? ["list", ""] : program.hasSuffix("lab") ? ["run", "--host", ""] : ["list", "-d", ""]
        #expect(try await Self.bash([program] + words) == [])
    }

    @Test func `bash offers a file's name and runs nothing in it`() async throws {
        try await withTemporaryFolder { folder in
            _ = try await Project.run(
                .name("touch"), ["$(touch made).json", "`touch made`.json", "mine.json"], in: folder)
            #expect(
                try await Self.bash(["daxlab", "run", "--host", ""], in: folder).suffix(1) == ["mine.json"])
            let names = try await Project.run(.name("ls"), [], in: folder).output
            #expect(names == "$(touch made).json\n`touch made`.json\nmine.json\n")
        }
    }

    /// What bash offers for the last of the words; `files` where it looks for files itself.
    private static func bash(_ words: [String], in folder: FilePath = Project.root) async throws -> [String] {
        let script = """
            PATH="$1:$PATH" name=${3##*/}; name=${name/#ndctl/daxctl}; source "$2/$name.bash"; shift 2
            compopt() { COMPREPLY=(files); }
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            for index in "${!COMP_WORDS[@]}"; do [[ ${COMP_WORDS[index]} != -- ]] || COMP_CWORD=$((index - 1)); done
            COMPREPLY=()
            "_$name" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            [[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' "${COMPREPLY[@]}"
            """
        return try await offered(by: ["bash", "-c", script, "bash"], words, in: folder)
    }

    /// What zsh offers to its completion, on a terminal of its own.
    private static func zsh(_ words: [String]) async throws -> [String] {
        let script = #"""
            export bin=$1 completions=$2 found=$(mktemp) setup='
                path=($bin $path) fpath=($completions $fpath); autoload -Uz compinit; compinit -u -D
                compadd() {
                    local -a offers
                    if [[ ${@[1,(i)(-|--)]} != *-[OAD]\ * ]]; then
                        builtin compadd -O offers "$@"
                        print -rl -- "${offers[@]}" >>$found
                    fi
                    builtin compadd "$@"
                }
                finish() { print FINISHED }; zle -N finish; bindkey ^X finish'
            zmodload zsh/zpty; zpty z zsh -f -i
            zpty -w z 'eval "$setup"'
            shift 2; zpty -n -w z "$*"$'\t\x18'
            while zpty -r z line && [[ $line != *FINISHED* ]]; do :; done
            cat $found; rm $found
            """#
        return try await offered(by: ["zsh", "-f", "-c", script, "zsh"], words)
    }

    /// What fish offers for a line, sorted.
    private static func fish(_ words: [String]) async throws -> [String] {
        let script = """
            set -gx PATH $argv[1] $PATH; source $argv[2]/(string replace ndctl daxctl $argv[3]).fish; complete -C "$argv[3..]"
            """
        return try await offered(by: ["fish", "--no-config", "-c", script], words)
            .map { String($0.prefix { $0 != "\t" }) }.sorted()
    }

    /// What a shell's script prints, which gets a folder with the programs, that of the completions, and the words.
    private static func offered(
        by shell: [String], _ words: [String], in folder: FilePath = Project.root
    ) async throws -> [String] {
        try await withTemporaryFolder { bin in
            let built = try Project.programs()
            let name = words[0].split(separator: "/").last.map(String.init) ?? ""
            for program in Self.programs {
                let target = built.appending(["daxctl", "ndctl"].contains(program) ? "daxshift" : program)
                _ = try await Project.run(.name("ln"), ["-s", target.string, bin.appending(program).string])
            }
            let completions = Project.root.pushing(FilePath(Self.folder(of: name)))
            let result = try await Project.run(
                .name(shell[0]), Array(shell.dropFirst()) + [bin.string, completions.string] + words,
                in: folder)
            #expect(result.status == .exited(0) && result.errors.isEmpty, "\(result.errors)")
            return result.output.split(separator: "\n").map(String.init)
        }
    }

    private static func folder(of command: String) -> String {
        ["daxctl", "ndctl"].contains(command) ? "Sources/daxshift/Completions" : "completions"
    }
}
