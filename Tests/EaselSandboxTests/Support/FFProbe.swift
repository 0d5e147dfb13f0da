import Foundation

/// ffprobe, where it happens to be installed.
enum FFProbe {
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/ffprobe" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    static func report(_ movie: Data) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString).mp4")
        try movie.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: path ?? "")
        process.arguments = [
            "-v", "error", "-count_frames", "-show_streams", "-show_format", file.path(percentEncoded: false),
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
