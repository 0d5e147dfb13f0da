import EaselTUI
import Foundation
import Testing

/// `Docs/Reference/Keybindings.md` is what the key bindings say of themselves.
struct KeybindingsDocumentTests {
    static let document = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Docs/Reference/Keybindings.md")

    @Test func `the document is as the bindings tell`() throws {
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try KeyReference.markdown.write(to: Self.document, atomically: true, encoding: .utf8)
            Issue.record("recorded \(Self.document.lastPathComponent)")
        }
        #expect(try String(contentsOf: Self.document, encoding: .utf8) == KeyReference.markdown)
    }
}
