import Foundation
import Testing

/// Compares with a file, or writes it when RECORD_SNAPSHOTS=1; a run that writes fails.
func expectSnapshot(_ picture: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Snapshots")
    let file = folder.appendingPathComponent(name + ".txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? Data((picture + "\n").utf8).write(to: file)
        Issue.record("Recorded \(name); run again without RECORD_SNAPSHOTS.", sourceLocation: sourceLocation)
        return
    }
    guard let known = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record(
            "There is no snapshot \(name); RECORD_SNAPSHOTS=1 writes it:\n\(picture)", sourceLocation: sourceLocation)
        return
    }
    #expect(picture + "\n" == known, "The picture differs from \(name):\n\(picture)", sourceLocation: sourceLocation)
}
