import Foundation

/// Decompresses a recorded body with the system's `gzip`.
enum Gunzip {
    static func expand(_ bytes: Data, of file: String) throws -> Data {
        let place = FileManager.default.temporaryDirectory.appending(path: "recorded-\(UUID().uuidString).gz")
        try bytes.write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "--decompress", "--stdout", place.path()]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let expanded = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw RecordingFault(file: file, problem: "a compressed body cannot be read")
        }
        return expanded
    }
}
