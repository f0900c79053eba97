// SPDX-License-Identifier: Apache-2.0

public import DaxModel
internal import Glibc

extension LinuxHost {
    /// Surveys all of the host, enough for every plan and for a snapshot.
    ///
    /// It never fails: unreadable files are among the inventory's gaps. Without root the kernel hides some of them.
    ///
    /// - Returns: The current inventory.
    public func survey() -> Inventory { survey(.everything) }

    /// Surveys a part of the host; a plan made from too small a part would be wrong.
    ///
    /// - Parameter scope: The part.
    /// - Returns: The current inventory.
    package func survey(_ scope: SurveyScope) -> Inventory {
        survey(scope, Surveyor(kernel: Self.kernelRelease))
    }

    /// Surveys the host with a surveyor that knows some of it.
    internal func survey(_ scope: SurveyScope, _ surveyor: consuming Surveyor) -> Inventory {
        surveyor.surveyBlockSize()
        if scope.contains(.details) { surveyor.surveyPolicies() }
        surveyor.surveyDevices(scope)
        if scope.contains(.blocks) { surveyor.surveyBlocks() }
        if scope.contains(.regionRanges) { surveyor.surveyRegionRanges() }
        if scope.contains(.memory) { surveyor.surveyHostMemory() }
        if scope.contains(.settings) { surveyor.surveySettings() }
        if scope.contains(.nodes) { surveyor.surveyNodes() }
        if scope.contains([.nodes, .blocks]) { surveyor.noteSharedNodes() }
        surveyor.surveyNvdimms(scope)
        surveyor.askDimms(scope)
        if scope.contains(.badSectors) { surveyor.surveyBadSectors() }
        if scope.contains(.storedData) { surveyor.surveyStoredData() }
        if scope.contains(.poison) { surveyor.surveyPoison() }
        if scope.contains(.unownedMemory) { surveyor.surveyUnownedMemory() }
        if scope.contains(.absence) { surveyor.surveyAbsence() }
        if scope.contains(.modules) { surveyor.surveyModules() }
        if scope.contains(.visibility) { surveyor.compareWithDaxctl() }
        if scope.contains(.users) { surveyor.surveyUsers() }
        if scope.contains(.leakedRanges) { surveyor.surveyLeakedRanges() }
        if scope.contains(.nextBoot) { surveyor.surveyNextBoot() }
        if scope.contains(.configuration) { surveyor.surveyConfiguration() }
        return surveyor.inventory
    }

    /// The kernel release, as `uname -r` prints it.
    internal static var kernelRelease: KernelRelease {
        var names = utsname()
        uname(&names)
        let release = withUnsafeBytes(of: names.release) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return KernelRelease(rawValue: release)
    }
}
