// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxLab

@main
enum Main {
    static func main() async {
        await Daxlab.main()
    }
}
