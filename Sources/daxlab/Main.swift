// SPDX-License-Identifier: Apache-2.0

import DaxLab

@main
enum Main {
    static func main() {
        Daxlab.start()
    }
}
