import EaselApp
import EaselEngine
import Foundation
import Testing

/// `Docs/Reference/Providers.md` says what the providers' descriptors and cards say.
@Suite struct ProviderReferenceTests {
    static let document = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Docs/Reference/Providers.md")

    @Test func `the reference of the providers is up to date`() async throws {
        let setup = try await EaselSetupTests.load([:], .always)
        let written = CapabilityMatrix(setup.registry).markdown
        await setup.close()
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try written.write(to: Self.document, atomically: true, encoding: .utf8)
            Issue.record("recorded \(Self.document.lastPathComponent)")
        }
        #expect(try String(contentsOf: Self.document, encoding: .utf8) == written)
    }
}
