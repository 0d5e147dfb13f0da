public import EaselCore
public import Foundation
import Synchronization

/// A folder in which exchanges with providers are kept, for its owner only. Several runs may write into one folder, one after
/// the other or at once: each exchange has a number of its own.
public final class RecordingFolder: Sendable {
    public let url: URL
    let redactor = RecordingRedactor()
    private let state = Mutex((next: 1, failure: EaselError?.none))

    /// Opens a folder to record into, created where it is missing. Throws `.storage` when it cannot be written, and
    /// `.configuration` when it holds a recording of another version.
    public init(at url: URL) throws(EaselError) {
        self.url = url
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Self.failure(url.path, error)
        }
        let manifest = url.appending(path: RecordingManifest.fileName)
        if FileManager.default.fileExists(atPath: manifest.path) { _ = try RecordingManifest.read(from: url) }
    }

    /// A secret that is cut out of everything that is written from now on.
    public func learn(_ credentials: [Credential]) { redactor.learn(credentials) }

    /// The root of the sandbox that answers. Its port is another one at each start, so a name stands for it.
    public func learn(sandbox root: URL) { redactor.learn(sandbox: root) }

    /// Writes what a replay needs to know of the providers, beside what earlier runs wrote.
    public func write(_ manifest: RecordingManifest) throws(EaselError) {
        let earlier = try? RecordingManifest.read(from: url)
        let manifest = manifest.mappingAddresses { URL(string: redactor.redact($0)) ?? $0 }
        let merged = earlier?.merging(manifest) ?? manifest
        do {
            try write(Data(try JSONText.encode(merged, pretty: true).utf8), to: RecordingManifest.fileName)
        } catch {
            throw Self.failure(url.path, error)
        }
    }

    /// Why something could not be written, nil while all is well. A recording with holes is none, so nothing more is sent.
    public var failure: EaselError? { state.withLock { $0.failure } }

    /// What was being written could not be.
    func fail(_ error: any Error) {
        let failure = Self.failure(url.path, error)
        state.withLock { $0.failure = $0.failure ?? failure }
    }

    /// Takes the next free number. A file that is created only where there is none settles it between processes.
    func takeNumber() throws(EaselError) -> String {
        while true {
            let number = state.withLock { state in
                defer { state.next += 1 }
                return state.next
            }
            let name = Self.name(number)
            let file = open(url.appending(path: name + ".pieces").path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file >= 0 {
                close(file)
                return name
            }
            guard errno == EEXIST else { throw Self.failure(url.path, POSIXError(.init(rawValue: errno) ?? .EIO)) }
        }
    }

    func write(_ bytes: Data, to name: String) throws {
        let file = url.appending(path: name)
        guard FileManager.default.createFile(atPath: file.path, contents: bytes, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
    }

    /// A file that grows.
    func appender(_ name: String) throws -> FileHandle {
        let file = url.appending(path: name)
        if !FileManager.default.fileExists(atPath: file.path) { try write(Data(), to: name) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        return handle
    }

    /// Numbers sort by their names, up to a million exchanges.
    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    private static func failure(_ path: String, _ error: any Error) -> EaselError {
        EaselError(
            .storage, "The recording \(path) cannot be written: \(error.localizedDescription)",
            remedy: "Free some space, or record into another folder.")
    }
}
