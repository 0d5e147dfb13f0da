import EaselConfig
import EaselCore
import Foundation
import Testing

/// Tags that tell accounts apart and nothing else.
struct AccountTagTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "easel-salt-\(UUID().uuidString)")

    private func tag(_ secret: String?, words: [String] = [], salt: InstallSalt) -> String {
        AccountTag.of(
            "fal", credential: secret.map { Credential(secret: $0, origin: "test") }, words: words, salt: salt)
    }

    @Test func `a tag is the same tomorrow, differs between keys and projects, and says nothing`() {
        defer { try? FileManager.default.removeItem(at: folder) }
        let salt = InstallSalt.load(in: folder)
        let one = tag("key-1", salt: salt)
        #expect(one == tag("key-1", salt: .load(in: folder)))
        #expect(one.count == 8 && one.allSatisfy(\.isHexDigit))
        #expect(Set([one, tag("key-2", salt: salt), tag("key-1", words: ["p"], salt: salt)]).count == 3)
        #expect(tag("ab", words: ["c"], salt: salt) != tag("a", words: ["bc"], salt: salt))
        #expect(tag(nil, salt: salt).isEmpty)
        let elsewhere = InstallSalt.load(in: folder.appending(path: "other"))
        #expect(tag("key-1", salt: elsewhere) != one)
    }

    @Test func `only the owner reads the salt, and a file that is none is not used`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = InstallSalt.load(in: folder)
        let file = folder.appending(path: "install-salt")
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["install-salt"])
        try Data("short".utf8).write(to: file)
        #expect(tag("k", salt: .load(in: folder)) != tag("k", salt: .load(in: folder)))
    }
}
