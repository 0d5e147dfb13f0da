import EaselCore
import EaselHistory
import Foundation
import Testing

/// Requests and jobs under way, as a crash leaves them.
struct HistoryJobTests {
    private let later = Sample.start.addingTimeInterval(60)

    @Test func `a row is owned from the moment it is there`() async throws {
        let store = GRDBHistoryStore(try HistoryDatabase.inMemory(), now: { Sample.start })
        let record = Sample.record()
        try await store.open(record, as: RowLease(owner: "us", until: later), within: [])
        #expect(try await store.owner(of: record.id) == "us")
        #expect(try await !store.claim(record.id, owner: "other", until: later))
        #expect(try await store.record(record.id) == record)
    }

    @Test func `how far a request has come is kept`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let record = Sample.record()
        try await store.open(record)
        #expect(try await store.record(record.id)?.sentAt == nil)
        try await store.note(.sending, of: record.id, at: Sample.start)
        try await store.note(.lost, of: record.id, at: later)
        let lost = try #require(try await store.record(record.id))
        #expect(lost.sentAt == Sample.start && lost.lostAt == later)
        try await store.note(.sending, of: record.id, at: later)
        #expect(try await store.record(record.id)?.lostAt == nil)
        try await store.note(.waiting, of: record.id, at: later)
        #expect(try await store.record(record.id)?.sentAt == nil)
    }

    @Test func `a job belongs to one row`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let (first, second) = (Sample.record(at: 0), Sample.record(at: 1))
        try await store.open(first)
        try await store.open(second)
        #expect(try await store.adopt(Sample.job("a"), for: first.id, owner: "us", until: later))
        #expect(try await !store.adopt(Sample.job("a"), for: second.id, owner: "us", until: later))
        #expect(try await !store.adopt(Sample.job("b"), for: first.id, owner: "us", until: later))
        #expect(try await store.record(first.id)?.status == .accepted)
        #expect(try await store.owner(of: first.id) == "us")
        #expect(try await store.known(["a", "b"], at: "fal") == ["a"])
        #expect(try await store.known(["a"], at: "replicate").isEmpty)
    }

    @Test func `a row of unknown fate is reopened for its job, any other end stands`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        var unknown = Sample.record(at: 0)
        unknown.status = .failed
        unknown.error = EaselError(.unavailable, "Cut off.").with { $0.mayHaveBeenAccepted = true }
        var failed = Sample.record(at: 1)
        failed.status = .failed
        failed.error = EaselError(.contentPolicy, "No.")
        for record in [unknown, failed] {
            try await store.open(record)
            try await store.close(record)
        }
        #expect(try await store.adopt(Sample.job("a"), for: unknown.id, owner: "us", until: later))
        let reopened = try #require(try await store.record(unknown.id))
        #expect(reopened.status == .accepted && reopened.error == nil && reopened.remoteJob?.id == "a")
        #expect(try await !store.adopt(Sample.job("b"), for: failed.id, owner: "us", until: later))
    }

    @Test func `progress is there for others until the row is closed`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        var record = Sample.record()
        try await store.open(record)
        let progress = JobProgress(queuePosition: 3, fraction: 0.5, logLine: "step 4", at: later)
        try await store.keep(progress, for: record.id)
        #expect(try await store.unfinished().first?.progress == progress)
        record.status = .succeeded
        try await store.close(record)
        #expect(try await store.record(record.id)?.progress == nil)
    }

    @Test func `on a network file system the history has no write-ahead log, and one process has it`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("h.sqlite")
        let record = Sample.record()
        do {
            let local = try GRDBHistoryStore.open(at: file)
            try await local.open(record)
        }
        let network = try GRDBHistoryStore.open(at: file, fileSystem: { _ in .network("nfs") })
        #expect(try await network.record(record.id)?.draft.prompt == record.draft.prompt)
        try await network.note(.sending, of: record.id, at: later)
        #expect(!FileManager.default.fileExists(atPath: file.path + "-wal"))
        #expect(throws: EaselError.self) { try GRDBHistoryStore.open(at: file, fileSystem: { _ in .network("nfs") }) }
        #expect(try await network.record(record.id)?.sentAt == later)
    }

    @Test(arguments: [
        ("nfs4", FileSystemKind.network("nfs4")), ("cifs", .network("cifs")), ("9p", .network("9p")),
        ("fuse.sshfs", .network("fuse.sshfs")), ("fuse", .network("fuse")), ("fuseblk", .local), ("ext4", .local),
        ("tmpfs", .local), ("overlay", .local),
    ])
    func `a file system is judged by its type`(type: String, kind: FileSystemKind) {
        #expect(FileSystemKind.of("/data/x", mounts: "40 22 0:50 / /data rw shared:1 - \(type) source rw\n") == kind)
    }

    @Test func `the innermost mount decides`() {
        let mounts = """
            22 1 259:1 / / rw - ext4 /dev/root rw
            40 22 0:50 / /home/a\\040b rw - fuse.sshfs host: rw
            41 40 0:51 / /home/a\\040b/disk rw - ext4 /dev/sdb rw
            """
        #expect(FileSystemKind.of("/home/a b/x", mounts: mounts) == .network("fuse.sshfs"))
        #expect(FileSystemKind.of("/home/a b/disk/x", mounts: mounts) == .local)
        #expect(FileSystemKind.of("/home/a bc", mounts: mounts) == .local)
        #expect(FileSystemKind.of("/proc/no/such/file") == .local)
    }
}
