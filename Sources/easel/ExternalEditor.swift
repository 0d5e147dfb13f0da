import EaselConfig
import EaselCore
import Foundation
import TerminalNCurses

/// The user's own editor on the studio's terminal.
struct ExternalEditor {
    /// What a shell runs, as the user wrote it: it may hold options.
    let command: String

    private static let fallbacks = ["vi", "nano"]
    private static let limit = 16 << 20

    /// `VISUAL`, then `EDITOR`, then an editor that every system has; nil when there is none at all.
    init?(_ environment: Environment) {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { $0.contains { !$0.isWhitespace } }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let there = Self.fallbacks.first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        guard let command = named ?? there else { return nil }
        self.command = command
    }

    /// Lets the user edit `text`; the terminal is the editor's meanwhile. The text lies in a folder that only the user can
    /// enter, and is removed afterwards.
    ///
    /// Returns what was saved. Throws when the editor could not be started or ended with a failure.
    @MainActor
    func edit(_ text: String, on backend: NCursesBackend) async throws(EaselError) -> String {
        let folder = try Self.privateFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("prompt.md")
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Self.failure("Cannot write \(file.path).") }
        let arguments = ["/bin/sh", "-c", "\(command) \"$1\"", "sh", file.path]
        let ending: ForegroundProcess.Ending
        do {
            ending = try await backend.withTerminalReleased { try await ForegroundProcess.run(arguments) }
        } catch {
            throw Self.failure("The editor did not start: \(error).")
        }
        switch ending {
        case .exited(0): break
        case .exited(126), .exited(127): throw Self.failure("The editor \"\(command)\" did not start.")
        case .exited(let code): throw Self.failure("The editor \"\(command)\" ended with code \(code).")
        case .killed(let signal): throw Self.failure("The editor \"\(command)\" was ended by signal \(signal).")
        }
        return try Self.read(file)
    }

    private static func read(_ file: URL) throws(EaselError) -> String {
        guard let handle = try? FileHandle(forReadingFrom: file), let bytes = try? handle.read(upToCount: limit + 1)
        else {
            throw failure("The editor left no file behind.")
        }
        guard bytes.count <= limit else { throw failure("The text is larger than a prompt can be (16 MiB).") }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw failure("The editor saved something else than UTF-8.")
        }
        // Editors end the last line; the prompt had no such end.
        return text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func privateFolder() throws(EaselError) -> URL {
        let template = FileManager.default.temporaryDirectory.appendingPathComponent(
            "easel-" + String(repeating: "X", count: 6)
        ).path
        var path = Array(template.utf8CString)
        guard mkdtemp(&path) != nil else { throw failure("Cannot make a private folder in the temporary one.") }
        let bytes = path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return URL(fileURLWithPath: String(decoding: bytes, as: UTF8.self), isDirectory: true)
    }

    private static func failure(_ words: String) -> EaselError {
        EaselError(.unsupported, words, remedy: "The prompt is as it was. VISUAL or EDITOR names another editor.")
    }
}
