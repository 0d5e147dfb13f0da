import Foundation
import Testing

/// Every adapter has the same shape, and knows nothing of its siblings.
@Suite struct AdapterShapeTests {
    static let files = Repository.sources.filter { $0.target == "EaselProviders" }

    static let folders: [String] = Set(
        files.compactMap { file -> String? in
            let parts = file.path.split(separator: "/")
            return parts.count == 4 ? String(parts[2]) : nil
        }
    ).sorted()

    static func names(in folder: String) -> Set<String> {
        Set(files.filter { $0.path.contains("/EaselProviders/\(folder)/") }.map(\.name))
    }

    @Test func `there are adapters`() { #expect(Self.folders.count >= 3) }

    @Test(arguments: folders) func `an adapter has the files that all adapters have`(folder: String) {
        let names = Self.names(in: folder)
        for role in ["Provider", "Catalog", "Client", "ErrorMapping"] {
            #expect(names.contains("\(folder)\(role).swift"))
        }
        for service in names where service.hasSuffix("Service.swift") {
            #expect(
                names.contains(service.replacingOccurrences(of: "Service.swift", with: "Wire.swift")),
                "\(service) has no wire file")
        }
        for name in names { #expect(name.hasPrefix(folder), "\(name) does not begin with \(folder)") }
    }

    @Test(arguments: folders) func `an adapter does not mention a sibling's types`(folder: String) {
        for file in Self.files where file.path.contains("/EaselProviders/\(folder)/") {
            for sibling in Self.folders where sibling != folder {
                #expect(
                    file.text.firstMatch(of: try! Regex("\\b\(sibling)[A-Z]\\w+")) == nil, "\(file) mentions \(sibling)"
                )
            }
        }
    }

    @Test func `errors are not classified by their text`() {
        for file in Self.files where file.name.hasSuffix("ErrorMapping.swift") {
            #expect(!file.text.contains(".contains(\""), "\(file) looks for words in a message")
            #expect(!file.text.contains(".hasPrefix(\""), "\(file) looks for words in a message")
        }
    }

    @Test func `an adapter does not sleep, read the environment, touch disk or log`() {
        for file in Self.files {
            for word in [
                "Task.sleep", "ProcessInfo", "getenv", "FileManager", "FileHandle", "print(", "JSONSerialization",
            ] {
                #expect(!file.text.contains(word), "\(file) uses \(word)")
            }
        }
    }
}
