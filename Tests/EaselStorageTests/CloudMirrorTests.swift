import EaselCore
import EaselHistory
import EaselProviderKit
import EaselStorage
import EaselTestSupport
import Foundation
import Synchronization
import Testing

struct CloudMirrorTests {
    private let bench: MirrorBench
    private let cloud = FakeCloud()

    init() throws { bench = try MirrorBench() }

    private func copy(_ generation: (record: GenerationRecord, asset: Asset), by mirror: CloudMirror) async -> CloudCopy
    {
        await mirror.copy(generation.asset, of: generation.record.id) { _ in }
    }

    @Test func `a file is copied under its path below the media folder, and history says so`() async throws {
        let mirror = try bench.mirror(CloudStorage(cloud.transport))
        let made = try await bench.generation(300_000, for: mirror)
        let name = "easel/" + made.asset.path.dropFirst(bench.folder.path.count + 1)
        #expect(made.asset.cloud?.address == "gs://bucket-1/\(name)" && made.asset.cloud?.state == .pending)
        let copy = await copy(made, by: mirror)
        #expect(copy.state == .stored && copy.error == nil && copy.confirmedBytes == 300_000)
        #expect(cloud.with { $0.objects[name]?.count } == 300_000)
        let row = try #require(try await bench.history.record(made.record.id))
        #expect(row.assets.map(\.cloud) == [copy] && row.status == .succeeded)
        #expect(try await bench.history.pendingUploadCount() == 0)
        #expect(try await bench.entry(made.record).progress == nil, "the session is forgotten")
    }

    @Test func `a draft names another place, or this machine alone`() async throws {
        let mirror = try bench.mirror(CloudStorage(cloud.transport))
        let other = try await bench.generation(10, for: mirror, output: "gs://bucket-2/a%20b")
        #expect(other.asset.cloud?.address.hasPrefix("gs://bucket-2/a b/") == true)
        #expect(other.asset.path.hasPrefix(bench.folder.path + "/"))
        let local = bench.folder.appending(path: "here").absoluteString
        let none = try await bench.generation(10, for: mirror, output: local)
        #expect(none.asset.cloud == nil && none.asset.path.hasPrefix(bench.folder.path + "/here/"))
        let without = try bench.mirror(CloudStorage(cloud.transport), usual: nil)
        #expect(try await bench.generation(10, for: without).asset.cloud == nil)
    }

    @Test func `what stands against every upload is told before anything is paid for`() async throws {
        let mirror = try bench.mirror(
            CloudStorage(cloud.transport), obstacle: EaselError(.authentication, "No credentials."))
        var draft = GenerationDraft(modality: .image, prompt: "x")
        await #expect(throws: EaselError.self) { try await mirror.prepare(draft) }
        draft.outputFolder = bench.folder
        try await mirror.prepare(draft)
        draft.outputFolder = URL(string: "gs://UPPER/x")
        let error = await #expect(throws: EaselError.self) { try await mirror.prepare(draft) }
        #expect(error?.kind == .configuration)
    }

    @Test func `a failure in between is waited out, and the upload goes on where it was`() async throws {
        cloud.with { $0.faults = [2: .init(503), 4: .init(429, headers: ["Retry-After": "7"])] }
        let mirror = try bench.mirror(CloudStorage(cloud.transport))
        let made = try await bench.generation(5_000_000, for: mirror)
        #expect(await copy(made, by: mirror).state == .stored)
        #expect(bench.waits.withLock { $0 } == [.milliseconds(250), .seconds(7)])
        #expect(cloud.with { $0.sessions.count } == 1)
    }

    @Test func `an outage leaves the copy for later, and later it is made`() async throws {
        cloud.with { state in state.faults = Dictionary(uniqueKeysWithValues: (0..<1000).map { ($0, .init(503)) }) }
        let mirror = try bench.mirror(CloudStorage(cloud.transport))
        let made = try await bench.generation(1000, for: mirror)
        let copy = await copy(made, by: mirror)
        #expect(copy.state == .pending && copy.error?.kind == .unavailable)
        #expect(try await bench.history.record(made.record.id)?.assets.first?.cloud == copy)
        #expect(try await bench.entry(made.record).owner == nil)
        cloud.with { $0.faults = [:] }
        let reported = Mutex([CloudCopy.State]())
        let stored = try await mirror.resumeAll { _, copy in reported.withLock { $0.append(copy.state) } }
        #expect(stored == 1 && reported.withLock { $0 } == [.stored])
        #expect(try await mirror.resumeAll() == 0)
    }

    @Test func `another process goes on after a crash, from the last checkpoint`() async throws {
        let first = try bench.mirror(CloudStorage(cloud.transport), owner: "dead")
        let held = Mutex(0)
        let made = try await bench.generation(9_000_000, for: first)
        // The process is gone after the first piece: nothing of it runs any more, and its lease stays.
        let entry = try await bench.entry(made.record)
        #expect(try await bench.history.claimUpload(entry.key, owner: "dead", until: .distantFuture))
        await #expect(throws: EaselError.self) {
            try await CloudStorage(cloud.transport).upload(
                CloudUpload(made.asset, of: made.record.id, to: try CloudObject(address: entry.copy.address))
            ) { (point) async throws(EaselError) in
                let reached = UploadProgress(
                    session: Credential(secret: point.session, origin: "test"), confirmed: point.confirmed,
                    modified: point.modified)
                try await bench.history.keep(reached, of: entry.key, until: .distantFuture)
                if point.confirmed > 0 { throw EaselError(.cancelled, "Killed.") }
            }
        }
        let other = try bench.mirror(CloudStorage(cloud.transport), owner: "living")
        #expect(try await other.resumeAll() == 0, "a living process holds it")
        let calls = cloud.with { $0.count }
        let next = try bench.mirror(CloudStorage(cloud.transport), owner: "next", dead: ["dead"])
        let resumed = await next.copy(made.asset, of: made.record.id) { bytes in
            held.withLock { $0 = $0 == 0 ? Int(bytes) : $0 }
        }
        #expect(resumed.state == .stored)
        #expect(held.withLock { $0 } == 4_194_304, "it went on behind the first piece")
        #expect(cloud.with { ($0.sessions.count, $0.count - calls) } == (1, 3), "one question, two pieces")
    }

    @Test func `two at once make one copy`() async throws {
        let (one, two) = (
            try bench.mirror(CloudStorage(cloud.transport), owner: "one"),
            try bench.mirror(CloudStorage(cloud.transport), owner: "two")
        )
        let made = try await bench.generation(6_000_000, for: one)
        async let first = copy(made, by: one)
        async let again = copy(made, by: one)
        async let second = copy(made, by: two)
        let states = await [first, again, second].map(\.state)
        #expect(states.contains(.stored))
        #expect(cloud.with { $0.sessions.count } == 1)
    }

    @Test func `a name that is taken is left alone and not tried again`() async throws {
        let mirror = try bench.mirror(CloudStorage(cloud.transport))
        let made = try await bench.generation(1000, for: mirror)
        let name = try CloudObject(address: try #require(made.asset.cloud?.address)).name
        cloud.with { $0.objects[name] = [1, 2, 3] }
        let copy = await copy(made, by: mirror)
        #expect(copy.state == .refused && copy.error?.httpStatus == 412)
        #expect(cloud.with { $0.objects[name] } == [1, 2, 3])
        #expect(try await mirror.resumeAll() == 0)
    }

    @Test func `a file that was changed is not copied, one that was moved waits for its new path`() async throws {
        let mirror = try bench.mirror(CloudStorage(cloud.transport))
        let changed = try await bench.generation(1000, for: mirror)
        try Data("short".utf8).write(to: changed.asset.file)
        #expect(await copy(changed, by: mirror).state == .refused)
        let moved = try await bench.generation(1000, for: mirror)
        let place = bench.folder.appending(path: "elsewhere.pcm")
        try FileManager.default.moveItem(at: moved.asset.file, to: place)
        let waiting = await copy(moved, by: mirror)
        #expect(waiting.state == .pending && waiting.error?.kind == .storage)
        let file = IndexedFile(id: moved.record.id, index: 0, asset: moved.asset)
        try await bench.history.move([MovedFile(file, to: place.path)])
        #expect(try await mirror.resumeAll() == 1)
        #expect(cloud.with { $0.objects.count } == 1)
    }

    @Test func `what was meant for another server never goes to this one`() async throws {
        let sandbox = CloudStorage(
            transport: cloud.transport, authorizer: nil,
            endpoint: CloudStorageEndpoint(base: try #require(URL(string: "http://127.0.0.1:9/storage"))))
        let made = try await bench.generation(1000, for: try bench.mirror(sandbox))
        let real = try bench.mirror(CloudStorage(cloud.transport))
        #expect(try await real.resumeAll() == 0)
        #expect(await copy(made, by: real).state == .pending)
        #expect(cloud.with { $0.count } == 0)
    }

    @Test func `the session is shown nowhere`() async throws {
        let mirror = try bench.mirror(CloudStorage(cloud.transport))
        cloud.with { state in state.faults = Dictionary(uniqueKeysWithValues: (2..<1000).map { ($0, .init(503)) }) }
        let made = try await bench.generation(1000, for: mirror)
        let copy = await copy(made, by: mirror)
        let entry = try await bench.entry(made.record)
        let session = try #require(entry.progress?.session.secret)
        #expect(session.contains("upload_id"))
        var dumped = ""
        dump(entry, to: &dumped)
        let row = try #require(try await bench.history.record(made.record.id))
        let json = try JSONText.encode(row.assets)
        for text in [dumped, "\(entry)", "\(copy)", json] { #expect(!text.contains("upload_id")) }
    }
}
