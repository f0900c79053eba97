// SPDX-License-Identifier: Apache-2.0

/// Something that ndctl does with namespaces and that daxshift must not do, as a case of `Guest/weaknesses.bash`.
struct Weakness {
    /// The number of the case.
    let number: Int
    /// What goes wrong.
    let title: String
    /// The name of a host, or a file of the folder `Hosts`.
    var host = usualHost
    /// The facts with ndctl: the statuses of commands, and what was left.
    let ndctl: [String: String]
    /// The facts with daxshift.
    let daxshift: [String: String]

    /// The host of most cases.
    static let usualHost = "four.json"

    /// The facts with one of the two programs.
    func facts(with program: Program) -> [String: String] {
        switch program {
        case .ndctl: ndctl
        case .daxshift: daxshift
        }
    }

    /// A program that is tried.
    enum Program: String, CaseIterable {
        case ndctl
        case daxshift
    }
}
