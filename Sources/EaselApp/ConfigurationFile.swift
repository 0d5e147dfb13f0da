public import EaselConfig
public import EaselCore
import Foundation

/// The configuration file as a thing on disk, whether or not it can be read.
public struct ConfigurationFile: Sendable {
    public let path: String

    public init(_ environment: Environment) { path = Paths(environment).configFile.path }

    /// Writes a file that explains itself, every line of it commented out. Throws `.configuration` when one is there already.
    public func create() throws(EaselError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw failure(errno)
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw failure(errno) }
            throw EaselError(.configuration, "\(path) is there already; it was not touched.", remedy: "Edit it.")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do { try file.write(contentsOf: Data(Settings.reference.utf8)) } catch { throw failure(errno) }
    }

    private func failure(_ code: Int32) -> EaselError {
        EaselError(
            .configuration, "Cannot write \(path): \(String(cString: strerror(code))).",
            remedy: "Give your user the right to create it, or set EASEL_HOME to a folder that can be written.")
    }
}
