import EaselCore
import EaselTelemetry
import Foundation
import Logging
import Testing

@Suite struct RotatingFileTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "easel-log-\(UUID().uuidString)")

    private func lines() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jsonl") }
        return try names.flatMap { name in
            try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map(
                String.init)
        }
    }

    @Test func `nothing is made before the first line, and then for its owner only`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = RotatingFile(folder: folder)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        #expect(file.append("one"))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a full file moves on and the oldest goes`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = RotatingFile(folder: folder, limit: 100, count: 3)
        for number in 0..<40 { #expect(file.append("line \(number) " + String(repeating: "x", count: 20))) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jsonl") }
        #expect(Set(names) == ["easel.jsonl", "easel.1.jsonl", "easel.2.jsonl"])
        for name in names {
            #expect(try Data(contentsOf: folder.appending(path: name)).count <= 100)
        }
        #expect(try lines().contains { $0.hasPrefix("line 39 ") })
        #expect(try !lines().contains { $0.hasPrefix("line 0 ") })
    }

    @Test func `a line longer than a file is kept whole`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = RotatingFile(folder: folder, limit: 10, count: 2)
        file.append("short")
        file.append(String(repeating: "y", count: 500))
        #expect(try lines().contains { $0.count == 500 })
    }

    /// Each writer has a descriptor of its own, as two processes have.
    @Test func `two writers lose and mix no line while the files move on`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let folder = folder
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    let file = RotatingFile(folder: folder, limit: 4000, count: 100)
                    for number in 0..<1500 { file.append("writer \(writer) line \(number) end") }
                }
            }
        }
        let lines = try lines()
        #expect(lines.count == 3000)
        #expect(Set(lines).count == 3000)
        #expect(lines.allSatisfy { $0.hasPrefix("writer ") && $0.hasSuffix(" end") })
    }

    @Test func `a log that cannot be written stops nobody`() throws {
        try Data().write(to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(!RotatingFile(folder: folder).append("lost"))
    }

    @Test func `a line is one JSON object whatever is in it`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = RotatingFile(folder: folder)
        let handler = JSONLinesHandler(file, level: .info) { Date(timeIntervalSince1970: 1.5) }
        let logger = Logger(label: "test", factory: { _ in handler })
        logger.debug("not.said")
        logger.info("said", metadata: ["a": "quote \" and\nline", "n": .stringConvertible(7), "ü": .array(["x"])])
        let line = try #require(try lines().first)
        #expect(try lines().count == 1)
        #expect(line.hasPrefix("{\"time\":\"1970-01-01T00:00:01.500Z\",\"level\":\"info\","))
        let object = try JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
        guard case .object(let fields) = object else { return #expect(Bool(false), "no object") }
        #expect(fields["event"] == "said" && fields["n"] == 7 && fields["a"] == "quote \" and\nline")
    }
}
