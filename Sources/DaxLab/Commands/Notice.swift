// SPDX-License-Identifier: Apache-2.0

/// A message to the user while a guest is prepared.
public enum Notice: Sendable, Hashable {
    /// The current activity; it replaces the previous one.
    case progress(String)
    /// The guest is prepared: no activity is left.
    case prepared
    /// A problem that does not stop the run.
    case warning(String)
}

/// Receives notices.
public typealias Report = @Sendable (Notice) -> Void
