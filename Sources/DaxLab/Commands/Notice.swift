// SPDX-License-Identifier: Apache-2.0

/// Something a user wants to know while a guest is prepared.
public enum Notice: Sendable, Hashable {
    /// What takes a while now; it replaces the last progress.
    case progress(String)
    /// What is not as expected, but no reason to stop.
    case warning(String)
}

/// Takes notices.
public typealias Report = @Sendable (Notice) -> Void
