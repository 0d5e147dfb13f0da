import Foundation

/// The repository as files: its sources and its manifest.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct SourceFile: Sendable, CustomStringConvertible {
        /// Path from the root of the repository: `Sources/EaselCore/Values/Modality.swift`.
        var path: String
        var text: String

        var target: String { String(path.split(separator: "/")[1]) }
        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var description: String { path }

        /// Module names after `import`, whatever stands before it.
        var imports: [String] {
            lines.compactMap { line in
                guard
                    let match = line.wholeMatch(
                        of:
                            /(?:@\w+ )*(?:public |package |internal |private )?import (?:struct |class |func |enum )?([A-Za-z0-9_]+).*/
                    )
                else { return nil }
                return String(match.1)
            }
        }
    }

    /// Every Swift file below a folder of the repository.
    static func swiftFiles(in folder: String) -> [SourceFile] {
        let base = root.appending(path: folder)
        let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? [])
            .filter { $0.pathExtension == "swift" }
            .map {
                SourceFile(
                    path: String($0.path.dropFirst(root.path.count + 1)),
                    text: (try? String(contentsOf: $0, encoding: .utf8)) ?? "")
            }
            .sorted { $0.path < $1.path }
    }

    static let sources = swiftFiles(in: "Sources")

    /// What the manifest declares: target name to the names of its dependencies.
    static func declaredDependencies() throws -> [String: Set<String>] {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "easel-architecture-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let manifest = try JSONDecoder().decode(Manifest.self, from: bytes)
        return Dictionary(
            uniqueKeysWithValues: manifest.targets.map { ($0.name, Set($0.dependencies.compactMap(\.name))) })
    }

    private struct Manifest: Decodable {
        var targets: [Target]

        struct Target: Decodable {
            var name: String
            var dependencies: [Dependency]
        }

        /// `{"byName": ["EaselCore", null]}` or `{"product": ["GRDB", "GRDB.swift", null, null]}`.
        struct Dependency: Decodable {
            var name: String?

            init(from decoder: any Decoder) throws {
                let kinds = try decoder.singleValueContainer().decode([String: [Element]].self)
                name = kinds.values.first?.first?.text
            }
        }

        struct Element: Decodable {
            var text: String?

            init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
        }
    }
}
