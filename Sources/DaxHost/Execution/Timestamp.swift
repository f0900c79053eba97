// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The present moment in UTC, to the second: `2026-11-23T17:29:20Z`.
enum Timestamp {
    /// The present moment.
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }
        let date = "\(1900 + parts.tm_year)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        return date + "T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))Z"
    }
}
