import EaselCore
import Foundation

/// Opens files with the program that the desktop has for them.
enum SystemOpener {
    /// Starts `xdg-open` and does not wait for the viewer. Throws `.unsupported` when there is none.
    static func open(_ file: URL) async throws(EaselError) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", file.path]
        for stream in [\Process.standardInput, \Process.standardOutput, \Process.standardError]
            as [ReferenceWritableKeyPath<Process, Any?>]
        {
            process[keyPath: stream] = FileHandle.nullDevice
        }
        let isThere = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/xdg-open") }
        guard isThere, (try? process.run()) != nil else {
            throw EaselError(
                .unsupported, "There is no xdg-open on this machine.",
                remedy: "Copy the path and open the file yourself.")
        }
    }
}
