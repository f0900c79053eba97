// SPDX-License-Identifier: Apache-2.0

/// Whether the encoding of a locale is UTF-8.
///
/// - Parameter variable: The value of an environment variable; nil when it is unset or empty.
/// - Returns: Whether the first of `LC_ALL`, `LC_CTYPE` and `LANG` that has a value names UTF-8.
package func usesUTF8Locale(_ variable: (String) -> String?) -> Bool {
    let locale = variable("LC_ALL") ?? variable("LC_CTYPE") ?? variable("LANG") ?? "C"
    // `C.UTF-8`, `de_DE.utf8@euro`: language, encoding and variant.
    let encoding = locale.split(separator: "@").first?.split(separator: ".").last?.lowercased()
    return encoding == "utf-8" || encoding == "utf8"
}
