public import EaselCore
import Foundation

/// A file that appears under its name when it is whole.
public final class ExportFile {
    private let path: String
    private let part: String
    private let handle: FileHandle

    public init(_ path: String) throws(EaselError) {
        self.path = (path as NSString).expandingTildeInPath
        part = self.path + ".part-\(UUID().uuidString.prefix(8))"
        guard
            FileManager.default.createFile(
                atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: part)
        else {
            throw EaselError(
                .storage, "\(path) cannot be written.",
                remedy: "Check that its folder is there and that you may write to it.")
        }
        self.handle = handle
    }

    public func write(_ text: String) throws(EaselError) {
        do { try handle.write(contentsOf: Data(text.utf8)) } catch {
            throw EaselError(.storage, "\(path) cannot be written.", remedy: "Check the free space on that disk.")
        }
    }

    public func finish() throws(EaselError) {
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw EaselError(.storage, "\(path) cannot be written.", remedy: "Check the free space on that disk.")
        }
        guard rename(part, path) == 0 else {
            throw EaselError(.storage, "\(path) cannot be written.", remedy: "Check that it is no folder.")
        }
    }

    public func abandon() {
        try? handle.close()
        unlink(part)
    }
}
