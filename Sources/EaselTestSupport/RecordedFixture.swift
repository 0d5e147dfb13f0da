public import Foundation

/// A response body kept beside the tests: `Tests/<Target>Tests/Fixtures/<name>`.
public enum RecordedFixture {
    /// The bytes of a fixture of the test target that the calling file belongs to.
    public static func bytes(_ name: String, of file: StaticString = #filePath) throws -> Data {
        var folder = URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
        while folder.path() != "/", !folder.lastPathComponent.hasSuffix("Tests") || folder.lastPathComponent == "Tests"
        {
            folder.deleteLastPathComponent()
        }
        return try Data(contentsOf: folder.appending(path: "Fixtures").appending(path: name))
    }

    /// The text of a fixture.
    public static func text(_ name: String, of file: StaticString = #filePath) throws -> String {
        String(decoding: try bytes(name, of: file), as: UTF8.self)
    }
}
