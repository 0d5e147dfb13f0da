import EaselCore
import EaselProviderKit
import Foundation

/// `GET /v1/models/requests/by-endpoint` of the platform API, with payloads: the requests of one endpoint (fal's published
/// schema; wire sheet A18).
///
/// UNVERIFIED: whether a request is listed before it has started or before it has ended. The schema requires `started_at`
/// and lets `ended_at` be null, so those at work should be there and those in the queue may not be.
extension FalClient: JobFinder {
    private struct Page: Decodable, Sendable {
        var items: LenientArray<Listed>
        var nextCursor: Lenient<String>?
        enum CodingKeys: String, CodingKey {
            case items
            case nextCursor = "next_cursor"
        }
    }

    private struct Listed: Decodable, Sendable {
        var requestID: String
        var endpointID: Lenient<String>?
        var sentAt: Lenient<String>?
        var input: Lenient<[String: JSONValue]>?
        enum CodingKeys: String, CodingKey {
            case requestID = "request_id"
            case endpointID = "endpoint_id"
            case sentAt = "sent_at"
            case input = "json_input"
        }
    }

    private static let listLimit = 64 << 20
    private static let mostPages = 10

    var settlingTime: Duration { .seconds(30) }

    func candidates(for search: JobSearch) async throws(EaselError) -> [JobCandidate] {
        let endpoint = try FalEndpoint(search.model)
        let (fields, warnings) = try Self.sent(search)
        var candidates: [JobCandidate] = []
        var cursor: String?
        for _ in 0..<Self.mostPages {
            // No end: what it would be compared with is not said, and a job may end much later than it was sent.
            let query =
                [
                    ("endpoint_id", endpoint.submitPath), ("start", WireTime.text(search.window.lowerBound)),
                    ("expand", "payloads"), ("limit", "100"),
                ] + (cursor.map { [("cursor", $0)] } ?? [])
            let call = try platform.call(.get, "v1/models/requests/by-endpoint", query: query)
            let page = try await platform.value(Page.self, from: call, limit: Self.listLimit)
            for listed in page.items.elements where listed.endpointID?.value == endpoint.submitPath {
                guard let sent = listed.sentAt?.value.flatMap(WireTime.date), search.window.contains(sent) else {
                    continue
                }
                let shown = listed.input?.value
                if let shown, !ShownInput(shown).isSame(as: fields, hasFiles: search.hasFiles) { continue }
                let handle = Handle(
                    wanted: search.parameters[.count]?.integer.map { Int(clamping: $0) }, warnings: warnings)
                let job = RemoteJob(
                    provider: FalProvider.id, modality: search.modality, model: search.model, id: listed.requestID,
                    handle: RemoteJob.encodeHandle(handle), acceptedAt: sent)
                candidates.append(JobCandidate(job: job, createdAt: sent, hasSameInput: shown != nil))
            }
            cursor = page.nextCursor?.value
            if cursor == nil { break }
        }
        return candidates
    }

    /// The object that was sent, without its files.
    private static func sent(_ search: JobSearch) throws(EaselError) -> ([String: JSONValue], [GenerationWarning]) {
        let wire =
            switch search.modality {
            case .image:
                FalInputWire(search.request(ImageKind.self), files: [:], customary: FalImageWire.customary)
            case .video:
                FalInputWire(search.request(VideoKind.self), files: [:], customary: FalVideoWire.customary)
            case .audio:
                FalInputWire(search.request(AudioKind.self), files: [:], customary: FalAudioWire.customary)
            case .speech:
                FalInputWire(search.request(SpeechKind.self), files: [:], customary: FalSpeechWire.customary)
            case .text:
                throw EaselError(.unsupported, "Text that broke off is not looked for.", provider: FalProvider.id)
            }
        guard case .object(let fields) = RemoteJob.encodeHandle(wire) else { return ([:], wire.warnings) }
        return (fields, wire.warnings)
    }
}
