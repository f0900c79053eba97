// SPDX-License-Identifier: Apache-2.0

internal import DaxshiftCLI

@main
private enum Main {
    static func main() {
        DropIn.runIfMeant()
        Daxshift.main()
    }
}
