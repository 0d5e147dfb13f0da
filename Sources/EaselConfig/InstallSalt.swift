import EaselCore
public import Foundation

/// A random text of this installation, in a file that only its owner reads. Tags of credentials are made with it, so that
/// a tag says nothing to whoever finds the database without the file, and two machines have different tags for one key.
public struct InstallSalt: Sendable {
    let bytes: [UInt8]

    /// Reads the salt, and makes it where there is none. Where none can be kept, it lasts as long as the process.
    public static func load(in folder: URL) -> InstallSalt {
        let path = folder.appendingPathComponent("install-salt").path
        if let kept = read(path) { return kept }
        let fresh = InstallSalt(bytes: (0..<32).map { _ in UInt8.random(in: .min ... .max) })
        guard (try? PrivateFolder.create(folder.path)) != nil else { return fresh }
        return keep(fresh, path) ? fresh : read(path) ?? fresh
    }

    private static func read(_ path: String) -> InstallSalt? {
        guard case .content(let bytes, _) = SmallFile.read(path, limit: 64), bytes.count == 32 else { return nil }
        return InstallSalt(bytes: bytes)
    }

    /// Puts the file in place whole, and never over another one: the first of two processes wins.
    private static func keep(_ salt: InstallSalt, _ path: String) -> Bool {
        let draft = "\(path).\(UUID().uuidString)"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { unlink(draft) }
        let count = salt.bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard close(descriptor) == 0, count == salt.bytes.count else { return false }
        return link(draft, path) == 0
    }
}
