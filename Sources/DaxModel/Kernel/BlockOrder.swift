// SPDX-License-Identifier: Apache-2.0

/// The orders in which memory blocks are written, which dominate the duration.
///
/// For every block that goes online or offline the kernel rescans a zone from its start up to the first hole.
/// Ascending writes push that hole ahead of them, which is quadratic; these orders keep one near the start.
/// The undo in reverse order keeps the same hole.
public enum BlockOrder {
    /// The order in which blocks go online: the lowest, then from the top down, the second-lowest last.
    ///
    /// - Parameter ascending: The blocks by index.
    /// - Returns: The blocks in the order of writing.
    public static func online<Block>(_ ascending: [Block]) -> [Block] {
        guard ascending.count > 2 else { return ascending }
        return ascending.prefix(1) + ascending.dropFirst().reversed()
    }

    /// The order in which blocks go offline: the second-lowest, then from the top down, the lowest last.
    ///
    /// - Parameter ascending: The blocks by index.
    /// - Returns: The blocks in the order of writing.
    public static func offline<Block>(_ ascending: [Block]) -> [Block] {
        guard ascending.count > 1 else { return ascending }
        return [ascending[1]] + ascending.dropFirst(2).reversed() + [ascending[0]]
    }
}
