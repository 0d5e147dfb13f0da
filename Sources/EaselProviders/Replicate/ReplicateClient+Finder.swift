import EaselCore
import EaselProviderKit
import Foundation

/// `GET /predictions`: the account's predictions, newest first, 100 a page, with what they were given (wire sheet B4 and
/// Replicate's published schema). Predictions of the website are among them.
extension ReplicateClient: JobFinder {
    private struct Page: Decodable, Sendable {
        var next: Lenient<String>?
        var results: LenientArray<Listed>
    }

    private struct Listed: Decodable, Sendable {
        var id: String
        var model: Lenient<String>?
        var version: Lenient<String>?
        var input: Lenient<[String: JSONValue]>?
        var createdAt: Lenient<String>?
        var dataRemoved: Lenient<Bool>?
        var source: Lenient<String>?
        var urls: Lenient<Prediction.Addresses>?

        enum CodingKeys: String, CodingKey {
            case id, model, version, input, source, urls
            case createdAt = "created_at"
            case dataRemoved = "data_removed"
        }
    }

    /// Inputs may be data URIs.
    private static let listLimit = 64 << 20
    private static let mostPages = 10

    func candidates(for search: JobSearch) async throws(EaselError) -> [JobCandidate] {
        let order = try Self.order(of: search)
        var candidates: [JobCandidate] = []
        var call = try api.call(
            .get, "predictions",
            query: [
                ("created_after", WireTime.text(search.window.lowerBound)),
                ("created_before", WireTime.text(search.window.upperBound.addingTimeInterval(1))),
            ])
        for _ in 0..<Self.mostPages {
            let page = try await api.value(Page.self, from: call, limit: Self.listLimit)
            for listed in page.results.elements {
                guard let candidate = candidate(listed, search, order) else { continue }
                candidates.append(candidate)
            }
            guard let next = resolve(page.next?.value) else { break }
            // The order is told, the filter is not by all that speak this protocol.
            let oldest = page.results.elements.last?.createdAt?.value.flatMap(WireTime.date)
            if let oldest, oldest < search.window.lowerBound { break }
            call = try self.call(.get, next, else: "predictions")
        }
        return candidates
    }

    private func candidate(_ listed: Listed, _ search: JobSearch, _ order: Order) -> JobCandidate? {
        guard let created = listed.createdAt?.value.flatMap(WireTime.date), search.window.contains(created),
            listed.source?.value != "web",
            order.target.isMet(model: listed.model?.value, version: listed.version?.value)
        else { return nil }
        let shown = listed.dataRemoved?.value == true ? nil : listed.input?.value
        if let shown, !ShownInput(shown).isSame(as: order.fields, hasFiles: search.hasFiles) { return nil }
        let handle = Handle(
            getURL: resolve(listed.urls?.value?.get?.value), cancelURL: resolve(listed.urls?.value?.cancel?.value),
            wanted: order.wanted, hasDeadline: order.deadlineSeconds != nil, warnings: order.warnings)
        let job = RemoteJob(
            provider: ReplicateProvider.id, modality: search.modality, model: search.model, id: listed.id,
            handle: RemoteJob.encodeHandle(handle), acceptedAt: created)
        return JobCandidate(job: job, createdAt: created, hasSameInput: shown != nil)
    }

    /// The order that was sent, without its files.
    private static func order(of search: JobSearch) throws(EaselError) -> Order {
        switch search.modality {
        case .image: try ReplicateImageWire.order(search.request(ImageKind.self))
        case .video: try ReplicateVideoWire.order(search.request(VideoKind.self))
        case .audio: try ReplicateAudioWire.order(search.request(AudioKind.self))
        case .speech: try ReplicateSpeechWire.order(search.request(SpeechKind.self))
        case .text:
            throw EaselError(.unsupported, "Text that broke off is not looked for.", provider: ReplicateProvider.id)
        }
    }
}

extension ReplicateClient.Target {
    /// Whether a listed prediction was created here. A deployment's predictions name the model behind it, so they are told by
    /// their input alone.
    func isMet(model: String?, version: String?) -> Bool {
        if let own = self.version { return version == own }
        guard path.hasPrefix("models/") else { return true }
        return model == path.dropFirst("models/".count).dropLast("/predictions".count).description
    }
}
