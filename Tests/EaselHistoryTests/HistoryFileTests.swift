import EaselCore
import EaselHistory
import Foundation
import GRDB
import Testing

struct HistoryFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a history is there again after it was closed`() async throws {
        let record = Sample.record()
        try await GRDBHistoryStore.open(at: folder.file("a/b/history.sqlite")).keep(record)
        let again = try GRDBHistoryStore.open(at: folder.file("a/b/history.sqlite"))
        #expect(try await again.record(record.id)?.status == .succeeded)
    }

    @Test func `only the owner can read the files and the folders made for them`() async throws {
        let store = try GRDBHistoryStore.open(at: folder.file("a/b/history.sqlite"))
        try await store.keep(Sample.record())
        #expect(try folder.mode("a") == 0o700)
        #expect(try folder.mode("a/b") == 0o700)
        for suffix in ["", "-wal", "-shm"] { #expect(try folder.mode("a/b/history.sqlite\(suffix)") == 0o600) }
    }

    @Test func `a file that others could read is closed to them`() throws {
        #expect(
            FileManager.default.createFile(
                atPath: folder.file("h").path, contents: nil, attributes: [.posixPermissions: 0o644]))
        _ = try GRDBHistoryStore.open(at: folder.file("h"))
        #expect(try folder.mode("h") == 0o600)
    }

    @Test func `a file that is no database is refused and left alone`() throws {
        let rubbish = Data("this is not a database, this is not a database, this is not a database".utf8)
        try rubbish.write(to: folder.file("h.sqlite"))
        let error = #expect(throws: EaselError.self) { try GRDBHistoryStore.open(at: folder.file("h.sqlite")) }
        #expect(error?.kind == .storage)
        #expect(error?.message.contains(folder.file("h.sqlite").path) == true)
        #expect(error?.remedy.isEmpty == false)
        #expect(try Data(contentsOf: folder.file("h.sqlite")) == rubbish)
    }

    @Test func `a damaged database is named as such and loses nothing`() async throws {
        let file = folder.file("h.sqlite")
        do {
            let store = try GRDBHistoryStore.open(at: file)
            for index in 0..<200 {
                try await store.keep(
                    Sample.record("row \(index)", at: Double(index)), text: String(repeating: "x", count: 500))
            }
        }
        // The last commit may hold the connection a moment longer; its end takes the log beside the file away.
        while FileManager.default.fileExists(atPath: file.path + "-wal") { await Task.yield() }
        var bytes = try Data(contentsOf: file)
        try #require(bytes.count > 20_000)
        bytes.replaceSubrange(100..<bytes.count, with: Data(repeating: 0xA5, count: bytes.count - 100))
        try bytes.write(to: file)
        let error = #expect(throws: EaselError.self) { try GRDBHistoryStore.open(at: file) }
        #expect(error?.message.contains("damaged") == true)
        #expect(try Data(contentsOf: file) == bytes)
    }

    @Test func `quarantine moves all the files of a history aside, and a new one begins`() async throws {
        let file = folder.file("history.sqlite")
        for suffix in ["", "-wal", "-shm"] {
            try Data("bad\(suffix)".utf8).write(to: folder.file("history.sqlite\(suffix)"))
        }
        let first = try HistoryDatabase.quarantine(at: file, now: Sample.start)
        #expect(first.lastPathComponent.hasPrefix("history.corrupt-20260528T"))
        #expect(first.pathExtension == "sqlite")
        for suffix in ["", "-wal", "-shm"] {
            #expect(try Data(contentsOf: URL(fileURLWithPath: first.path + suffix)) == Data("bad\(suffix)".utf8))
        }
        try await GRDBHistoryStore.open(at: file).keep(Sample.record())
        let second = try HistoryDatabase.quarantine(at: file, now: Sample.start)
        #expect(second != first)
        #expect(FileManager.default.fileExists(atPath: first.path))
    }

    @Test func `quarantine of nothing says so`() throws {
        #expect(throws: EaselError.self) { try HistoryDatabase.quarantine(at: folder.file("none.sqlite")) }
    }

    @Test func `a schema of a newer Easel is refused unchanged`() async throws {
        let file = folder.file("h.sqlite")
        _ = try GRDBHistoryStore.open(at: file)
        let queue = try DatabaseQueue(path: file.path)
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-future')") }
        try queue.close()
        let error = #expect(throws: EaselError.self) { try GRDBHistoryStore.open(at: file) }
        #expect(error?.message.contains("newer Easel") == true)
        #expect(error?.kind == .storage)
    }

    @Test func `another program's database is refused unchanged`() async throws {
        let queue = try DatabaseQueue(path: folder.file("h.sqlite").path)
        try await queue.write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
        try queue.close()
        let error = #expect(throws: EaselError.self) { try GRDBHistoryStore.open(at: folder.file("h.sqlite")) }
        #expect(error?.message.contains("not a history") == true)
        let tables = try await DatabaseQueue(path: folder.file("h.sqlite").path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["theirs"])
    }

    @Test func `a folder in the place of the file, a file in the place of the folder, a pipe`() throws {
        try FileManager.default.createDirectory(at: folder.file("d"), withIntermediateDirectories: false)
        try Data().write(to: folder.file("f"))
        #expect(mkfifo(folder.file("p").path, 0o600) == 0)
        for place in ["d", "f/history.sqlite", "p"] {
            let error = #expect(throws: EaselError.self) { try GRDBHistoryStore.open(at: folder.file(place)) }
            #expect(error?.kind == .storage)
            #expect(error?.message.contains(folder.url.path) == true)
        }
    }

    @Test func `a full disk is named, and what was kept before is there`() async throws {
        let queue = try DatabaseQueue(path: folder.file("h.sqlite").path)
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        let first = Sample.record()
        try await store.keep(first)
        try await queue.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        let error = await #expect(throws: EaselError.self) {
            try await store.keep(Sample.record(String(repeating: "long ", count: 50_000), at: 1))
        }
        #expect(error?.message.contains("disk is full") == true)
        #expect(try await store.prompts(HistoryQuery()) == [first.draft.prompt])
    }
}
