// SPDX-License-Identifier: Apache-2.0

/// The weights that nodes are to have for programs that ask for weighted interleave.
public enum InterleaveWeights: Sendable, Hashable {
    /// In proportion to the bandwidths of the nodes, as the kernel computes them.
    case automatic
    /// These, 1 to 255 each; the weights of other nodes stay as they are.
    case explicit([NodeNumber: Int])
}

extension InterleaveWeights {
    /// The values that set them, each with its file; writing a weight turns off that the kernel computes them.
    public var values: [FileWrite] {
        switch self {
        case .automatic: [FileWrite(KernelFile.automaticWeights, "true")]
        case .explicit(let weights):
            weights.sorted { $0.key < $1.key }.map { FileWrite(KernelFile.weight(of: $0.key), "\($0.value)") }
        }
    }
}

extension InterleaveWeights: CustomStringConvertible {
    /// The weights in the words of an administrator.
    public var description: String {
        switch self {
        case .automatic: "automatic"
        case .explicit(let weights):
            weights.sorted { $0.key < $1.key }.map { "\($0.value) for node\($0.key)" }.joined(separator: ", ")
        }
    }
}
