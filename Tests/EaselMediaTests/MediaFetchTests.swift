import EaselCore
import EaselMedia
import Foundation
import Synchronization
import Testing

/// Serves one file in answers that each end after so many bytes.
private final class BreakingSource: MediaSource {
    struct State {
        var answers: [Answer]
        var asked: [MediaResumption?] = []
    }

    struct Answer {
        /// Bytes before the connection breaks; nil for all.
        var bytes: Int?
        /// Where it begins, when not at the point asked for.
        var offset: Int?
        var refusal: EaselError?
        var validator: String? = "\"v1\""
        var content: [UInt8]?
        /// The answer ends as if it were whole.
        var isClean = false
    }

    private let bytes: [UInt8]
    private let crc32c: UInt32?
    private let state: Mutex<State>

    init(_ bytes: [UInt8], _ answers: [Answer], crc32c: UInt32? = nil) {
        self.bytes = bytes
        self.crc32c = crc32c
        self.state = Mutex(State(answers: answers))
    }

    var asked: [MediaResumption?] { state.withLock(\.asked) }

    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload { try answer(nil) }

    func resume(_ url: URL, trust: URLTrust, at point: MediaResumption) async throws(EaselError) -> MediaDownload {
        try answer(point)
    }

    private func answer(_ point: MediaResumption?) throws(EaselError) -> MediaDownload {
        let answer = state.withLock { state in
            state.asked.append(point)
            return state.answers.isEmpty ? Answer() : state.answers.removeFirst()
        }
        if let refusal = answer.refusal { throw refusal }
        let content = answer.content ?? bytes
        let offset = answer.offset ?? Int(point?.offset ?? 0)
        let piece = Array(content.dropFirst(offset).prefix(answer.bytes ?? content.count))
        let isBroken = answer.bytes != nil && !answer.isClean
        let body = AsyncThrowingStream<[UInt8], any Error> { continuation in
            for start in stride(from: 0, to: piece.count, by: 1000) {
                continuation.yield(Array(piece[start..<min(start + 1000, piece.count)]))
            }
            continuation.finish(throwing: isBroken ? EaselError(.unavailable, "The connection was lost.") : nil)
        }
        var download = MediaDownload(
            declaredType: "audio/pcm", expectedBytes: Int64(content.count), body: body)
        download.offset = Int64(offset)
        download.validator = answer.validator
        download.crc32c = crc32c
        return download
    }
}

struct MediaFetchTests {
    let folder: MediaFolder
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) | 1 }

    init() throws { folder = try MediaFolder() }

    private func save(
        _ source: BreakingSource, limits: MediaLimits = MediaLimits(), pauses: PauseLog = PauseLog()
    ) async throws(EaselError) -> Asset {
        var store = DiskMediaStore(root: folder.url, limits: limits)
        store.pace = pauses.pace
        let url = URL(string: "https://cdn.test/x") ?? folder.url
        return try await store.save(
            MediaReference(.url(url, .withoutCredential), declaredType: "audio/pcm"), at: .test(), from: source)
    }

    private func failure(_ source: BreakingSource, limits: MediaLimits = MediaLimits(), pauses: PauseLog = PauseLog())
        async throws -> EaselError?
    {
        let error = await #expect(throws: EaselError.self) { try await save(source, limits: limits, pauses: pauses) }
        #expect(try folder.files().isEmpty)
        return error
    }

    @Test func `a download that breaks goes on where it broke, and the checksum with it`() async throws {
        let source = BreakingSource(bytes, [.init(bytes: 4000), .init(bytes: 1500), .init()])
        let pauses = PauseLog()
        let asset = try await save(source, pauses: pauses)
        #expect(try Data(contentsOf: asset.file) == Data(bytes))
        let whole = try await save(BreakingSource(bytes, []))
        #expect(asset.sha256 == whole.sha256 && asset.bytes == 10_000)
        #expect(source.asked.map { $0?.offset } == [nil, 4000, 5500])
        #expect(source.asked.last??.validator == "\"v1\"")
        #expect(pauses.lengths.isEmpty)
    }

    @Test func `a file that changed meanwhile is taken from its start`() async throws {
        let other = [UInt8](repeating: 3, count: 7000)
        let source = BreakingSource(
            bytes,
            [
                .init(bytes: 4000), .init(bytes: 2000, offset: 0, validator: "\"v2\"", content: other),
                .init(content: other),
            ])
        let asset = try await save(source)
        #expect(try Data(contentsOf: asset.file) == Data(other))
        #expect(source.asked.last??.validator == "\"v2\"")
    }

    @Test func `a server that cannot go on is not asked to`() async throws {
        let source = BreakingSource(bytes, [.init(bytes: 4000, validator: nil), .init()])
        #expect(try await failure(source)?.kind == .unavailable)
        #expect(source.asked.count == 1)
    }

    @Test func `an answer that is short of its length goes on as well`() async throws {
        let source = BreakingSource(bytes, [.init(bytes: 4000, isClean: true), .init()])
        #expect(try await save(source).bytes == 10_000)
    }

    @Test func `a failure to begin is the caller's to repeat`() async throws {
        let source = BreakingSource(bytes, [.init(refusal: EaselError(.unavailable, "Refused."))])
        #expect(try await failure(source)?.message == "Refused.")
        #expect(source.asked.count == 1)
    }

    @Test func `waits grow while nothing comes, keep to what the server asks, and end`() async throws {
        let busy = BreakingSource.Answer(
            refusal: EaselError(.rateLimited, "Slow down.").with { $0.retryAfterSeconds = 9 })
        let dead = BreakingSource.Answer(refusal: EaselError(.unavailable, "Down."))
        let pauses = PauseLog()
        let source = BreakingSource(bytes, [.init(bytes: 4000), busy, dead, dead, dead, dead])
        #expect(try await failure(source, pauses: pauses)?.message == "Down.")
        #expect(pauses.lengths == [.seconds(9), .seconds(4), .seconds(15)])
        #expect(source.asked.count == 5)
    }

    @Test func `a failure that waiting does not mend ends it`() async throws {
        let gone = BreakingSource.Answer(refusal: EaselError(.invalidResponse, "Gone."))
        let source = BreakingSource(bytes, [.init(bytes: 4000), gone])
        #expect(try await failure(source)?.message == "Gone.")
    }

    @Test func `the number of resumptions is bounded`() async throws {
        let source = BreakingSource(bytes, (0..<100).map { _ in .init(bytes: 10) })
        #expect(try await failure(source, limits: MediaLimits(resumptions: 3))?.kind == .unavailable)
        #expect(source.asked.count == 4)
    }

    @Test func `a drip that takes too long is given up`() async throws {
        let pauses = PauseLog(step: .seconds(60))
        let error = try await failure(
            BreakingSource(bytes, []), limits: MediaLimits(time: .seconds(300)), pauses: pauses)
        #expect(error?.kind == .timeout && error?.message.contains("300 s") == true)
    }

    @Test func `a file that is announced as too large is not begun`() async throws {
        let source = BreakingSource(bytes, [])
        #expect(try await failure(source, limits: MediaLimits(result: 9999))?.kind == .storage)
    }

    @Test func `the server's checksum is checked over all parts`() async throws {
        var sum = CRC32CStream()
        sum.update(bytes)
        let right = BreakingSource(bytes, [.init(bytes: 3333), .init(bytes: 3333), .init()], crc32c: sum.value)
        #expect(try await save(right).bytes == 10_000)
        try FileManager.default.removeItem(at: folder.url)
        try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
        let wrong = BreakingSource(bytes, [.init(bytes: 3333), .init()], crc32c: sum.value ^ 1)
        #expect(try await failure(wrong)?.kind == .invalidResponse)
    }
}

/// Time that moves on by a step at each look, and pauses that are only noted.
final class PauseLog: Sendable {
    private let state = Mutex((now: Duration.zero, lengths: [Duration]()))
    private let step: Duration

    init(step: Duration = .zero) { self.step = step }

    var lengths: [Duration] { state.withLock(\.lengths) }

    var pace: DownloadPace {
        DownloadPace(
            uptime: {
                self.state.withLock { state in
                    state.now += self.step
                    return state.now
                }
            },
            pause: { length in self.state.withLock { $0.lengths.append(length) } })
    }
}
