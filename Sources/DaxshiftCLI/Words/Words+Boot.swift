// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.DriverCause) -> String {
        switch cause {
        case .missing(let module, let kernel): "there is no driver module \(module) for \(kernel)"
        case .blacklisted(let module): "the driver module \(module) is blacklisted and not loaded"
        case .substituted(let module, let command):
            "modprobe.d runs '\(command)' instead of loading the driver module \(module)"
        }
    }

    func text(_ cause: Finding.ModelCause) -> String {
        switch cause {
        case .notOffered(.class, let kernel):
            "\(kernel) has no module dax_pmem_compat: Linux 5.17 removed the class model"
        case .notOffered(.bus, let kernel):
            "\(kernel) has no module dax_pmem, which shows NVDIMM devices on the bus"
        case .noDevice: "no NVDIMM has a dax device to move"
        case .reached(let model, let isOnly):
            "nothing to do: every NVDIMM device is under the \(model.rawValue) model already"
                + (isOnly ? ", and this kernel offers no other model" : "")
        }
    }

    func text(_ cause: Finding.BootCause) -> String {
        switch cause {
        case .chosen(let model, let withFile):
            "the next boot brings up the \(model.rawValue) model, \(withFile ? "by" : "without") "
                + KernelFile.modprobe
        case .reached(let model): "the next boot brings up the \(model.rawValue) model already"
        case .fileUnread: "it can't be read, or is not text"
        case .fileIsLink(let target): "it is a link to \(target), which does not ask for the bus model"
        case .linkRemoved(let target): "only the link is removed; \(target) stays as it is"
        case .linesKept(let count):
            "\(KernelFile.modprobe) keeps \(count == 1 ? "1 line" : "\(count) lines") written by hand"
        case .builtIn(let driver):
            "the driver \(driver) is built into the kernel, and binds NVDIMM devices before modprobe runs"
        case .contradiction(let statement, let model):
            "\(statement.file), line \(statement.lines.lowerBound), says '\(statement.text)', which keeps "
                + "devices from the \(model.rawValue) model at the next boot"
        case .noInitramfs(let kernel): "no initramfs of \(kernel) was found in /boot"
        case .initramfsAgrees(let path): "\(path) agrees"
        case .initramfsDisagrees(let path):
            "\(path) has the NVDIMM drivers and a different configuration, which takes effect first"
        case .initramfsMade(let path): "\(path) is rebuilt, so that it agrees"
        case .initramfsUnchecked(let path):
            "could not inspect \(path), so the result of a rebuild could not be checked"
        case .initramfsUnread(let path): "could not inspect \(path)"
        }
    }
}
