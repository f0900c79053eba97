// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// The session with a guest over its three ports: a `poll` loop in its own thread.
///
/// Unchecked, since it moves from the task that creates it to the thread that runs it, and back at the end.
final class GuestSession: @unchecked Sendable {
    /// The end of the session.
    enum Ending: Equatable {
        case exited(Int32)
        /// The guest could not be set up.
        case failed(String)
        /// QEMU ended, or closed its ports, before the guest reported the command's status.
        case gone
        case timedOut
        case outputClosed
        /// A stream could not be written to.
        case unwritable(Errno)
    }

    /// Whether the command or the shell was started.
    private(set) var isReady = false

    private var control: Port
    private var controlText: [UInt8] = []
    private var streams: [Stream] = []
    private let qemuErrors: FileDescriptor
    private var isQemuGone = false
    private(set) var qemuMessages: [UInt8] = []
    private var ending: Ending?

    private let hasTerminal: Bool
    /// The terminal, once the command has started.
    private var terminal: Terminal?
    /// The keys read and not yet passed on; no more are read while there are any.
    private var keys: ArraySlice<UInt8> = []

    /// A port: first its server, then the connection.
    private enum Port {
        case waiting(PortServer)
        case connected(FileDescriptor)
        case closed
    }

    /// The command's stdout or stderr, copied from a port to a file descriptor.
    private struct Stream {
        var port: Port
        let sink: FileDescriptor
        var filter: MarkerFilter
        /// The bytes read and not yet written; no more are read while there are any.
        var pending: ArraySlice<UInt8> = []

        var isDone: Bool {
            if !pending.isEmpty { return false }
            if case .closed = port { return true }
            return filter.hasEnded
        }
    }

    /// Starts listening in the folder in which QEMU will run.
    ///
    /// - Parameters:
    ///   - folder: The run's folder.
    ///   - marker: The end marker of the streams.
    ///   - hasTerminal: Whether the command gets this process's terminal.
    ///   - standardOutput: The target of the command's stdout.
    ///   - standardError: The target of its stderr.
    ///   - qemuErrors: The reading end of QEMU's own stderr.
    /// - Throws: ``LabError`` when a socket can't be made.
    init(
        in folder: FilePath, marker: String, hasTerminal: Bool, standardOutput: FileDescriptor,
        standardError: FileDescriptor, qemuErrors: FileDescriptor
    ) throws(LabError) {
        self.hasTerminal = hasTerminal
        self.qemuErrors = qemuErrors
        control = .waiting(try PortServer(QemuCommand.sockets[0], in: folder))
        for (socket, sink) in zip(QemuCommand.sockets.dropFirst(), [standardOutput, standardError]) {
            let port = Port.waiting(try PortServer(socket, in: folder))
            streams.append(Stream(port: port, sink: sink, filter: MarkerFilter(marker: marker)))
        }
    }

    /// Copies bytes from the guest until it ends or the time is over.
    ///
    /// - Parameter deadline: When to stop.
    /// - Returns: The end of the session.
    /// - Throws: ``LabError`` when `poll` fails.
    func run(until deadline: ContinuousClock.Instant?) throws(LabError) -> Ending {
        defer { terminal?.release() }
        while true {
            if let ending = conclusion() { return ending }
            var waits = [
                wait(for: control),
                pollfd(fd: isQemuGone ? -1 : qemuErrors.rawValue, events: Int16(POLLIN), revents: 0),
            ]
            for stream in streams {
                waits.append(
                    stream.pending.isEmpty
                        ? stream.filter.hasEnded
                            ? pollfd(fd: -1, events: 0, revents: 0) : wait(for: stream.port)
                        : pollfd(fd: stream.sink.rawValue, events: Int16(POLLOUT), revents: 0))
            }
            if let terminal {
                waits.append(pollfd(fd: terminal.changes.rawValue, events: Int16(POLLIN), revents: 0))
                waits.append(waitForKeys())
            }
            var timeout: Int32 = -1
            if let deadline {
                let left = ContinuousClock.now.duration(to: deadline)
                if left <= .zero { return .timedOut }
                timeout = Int32(
                    clamping: left.components.seconds * 1000 + 1 + left.components.attoseconds
                        / 1_000_000_000_000_000)
            }
            if poll(&waits, nfds_t(waits.count), timeout) < 0, errno != EINTR {
                throw .lab("cannot wait for the guest: \(Errno(rawValue: errno))")
            }
            if waits[0].revents != 0 { try serveControl() }
            if waits[1].revents != 0 { readQemuErrors() }
            for index in streams.indices where waits[index + 2].revents != 0 {
                if streams[index].pending.isEmpty { try read(index) } else { write(index) }
            }
            let others = waits.dropFirst(2 + streams.count)
            if let change = others.first, change.revents != 0 { sendSize() }
            if let key = others.last, key.revents != 0 { passKeys() }
        }
    }

    private func conclusion() -> Ending? {
        switch ending {
        case .exited where streams.allSatisfy(\.isDone), .failed, .outputClosed, .unwritable: return ending
        case nil where isQemuGone && streams.allSatisfy(\.isDone): return .gone
        case .some where isQemuGone && streams.allSatisfy(\.isDone): return ending
        default: return nil
        }
    }

    private func wait(for port: Port) -> pollfd {
        switch port {
        case .waiting(let server): pollfd(fd: server.descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        case .connected(let connection): pollfd(fd: connection.rawValue, events: Int16(POLLIN), revents: 0)
        case .closed: pollfd(fd: -1, events: 0, revents: 0)
        }
    }

    private func serveControl() throws(LabError) {
        let wasWaiting = if case .waiting = control { true } else { false }
        let bytes = try receive(&control)
        if wasWaiting, case .connected(let connection) = control {
            // The guest starts after it has read a line from the port.
            _ = try? connection.writeAll("hello\n".utf8)
        }
        controlText += bytes
        while let end = controlText.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: controlText[..<end], as: UTF8.self)
            controlText.removeSubrange(...end)
            let words = line.split(separator: " ", maxSplits: 1)
            switch (words.first, words.last) {
            case ("ready", _):
                isReady = true
                if hasTerminal { terminal = try Terminal() }
            case ("exit", let status?): ending = Int32(status).map { .exited($0) }
            case ("failed", let reason?): ending = .failed(String(reason))
            default: break
            }
        }
    }

    // MARK: - The terminal

    private func sendSize() {
        _ = withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) {
            try? terminal?.changes.read(into: $0)
        }
        guard case .connected(let connection) = control else { return }
        _ = try? connection.writeAll("\(Terminal.size.rows) \(Terminal.size.columns)\n".utf8)
    }

    private func waitForKeys() -> pollfd {
        if keys.isEmpty { return pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0) }
        var wait = wait(for: streams[0].port)
        wait.events = Int16(POLLOUT)
        return wait
    }

    private func passKeys() {
        if keys.isEmpty {
            let bytes = read(.standardInput)
            // A terminal has no end, so its window was closed.
            if bytes.isEmpty { ending = .outputClosed }
            keys = bytes[...]
        } else if case .connected(let connection) = streams[0].port {
            let count = keys.prefix(Int(PIPE_BUF)).withUnsafeBytes { try? connection.write($0) }
            keys.removeFirst(count ?? keys.count)
        }
    }

    // MARK: - Ports

    private func readQemuErrors() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { (try? qemuErrors.read(into: $0)) ?? 0 }
        qemuMessages += buffer.prefix(count)
        if count > 0 { return }
        isQemuGone = true
        // A port that QEMU has not connected by now stays unconnected.
        if case .waiting = control { control = .closed }
        for index in streams.indices {
            if case .waiting = streams[index].port { streams[index].port = .closed }
        }
    }

    private func read(_ index: Int) throws(LabError) {
        let bytes = try receive(&streams[index].port)
        var content = streams[index].filter.pass(bytes)
        if case .closed = streams[index].port { content += streams[index].filter.flush() }
        streams[index].pending = content[...]
    }

    /// Handles an event of the port: a connection, bytes, or its end.
    private func receive(_ port: inout Port) throws(LabError) -> [UInt8] {
        switch port {
        case .waiting(let server):
            port = .connected(try server.accept())
            try? server.descriptor.close()
            return []
        case .connected(let connection):
            let bytes = read(connection)
            if bytes.isEmpty {
                try? connection.close()
                port = .closed
            }
            return bytes
        case .closed:
            return []
        }
    }

    /// Reads what is there; nothing at the end.
    private func read(_ source: FileDescriptor) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = (try? source.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
        }
    }

    /// Writes as much as possible without waiting: a writable pipe takes this many bytes.
    private func write(_ index: Int) {
        let chunk = streams[index].pending.prefix(Int(PIPE_BUF))
        do {
            let count = try chunk.withUnsafeBytes { try streams[index].sink.write($0) }
            streams[index].pending.removeFirst(count)
        } catch Errno.brokenPipe {
            ending = .outputClosed
        } catch {
            ending = .unwritable(error as? Errno ?? .ioError)
        }
    }

    deinit {
        for port in [control] + streams.map(\.port) {
            switch port {
            case .waiting(let server): try? server.descriptor.close()
            case .connected(let connection): try? connection.close()
            case .closed: break
            }
        }
        try? qemuErrors.close()
    }
}
