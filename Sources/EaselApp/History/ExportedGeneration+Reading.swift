import EaselCore
import Foundation

extension ExportedGeneration {
    /// The generation that was exported. Throws `.invalidRequest` with what is wrong about it.
    func entry() throws(EaselError) -> HistoryEntry {
        guard easel <= Self.version else { throw Self.wrong("a newer Easel wrote it") }
        guard !id.isEmpty, id.utf8.count <= 128, id.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
        else {
            throw Self.wrong("\"id\" is none")
        }
        guard let modality = Modality(rawValue: modality) else { throw Self.wrong("\"modality\" is not known") }
        guard let status = GenerationStatus(rawValue: status) else { throw Self.wrong("\"status\" is not known") }
        guard status.isFinished else { throw Self.wrong("it is not finished") }
        guard !provider.isEmpty else { throw Self.wrong("\"provider\" is empty") }
        guard let created = Self.date(createdAt) else { throw Self.wrong("\"createdAt\" is no moment") }
        var draft = GenerationDraft(
            modality: modality, prompt: prompt,
            parameters: Dictionary(
                parameters.map { (ParameterKey(rawValue: $0.key), $0.value) }, uniquingKeysWith: { $1 }),
            attachments: attachments.compactMap(Attachment.init))
        if let parent = parent.value, !parent.isEmpty, let kind = lineage.value.flatMap(Lineage.Kind.init) {
            draft.lineage = Lineage(kind, of: JobID(rawValue: parent))
        }
        var record = GenerationRecord(
            id: JobID(rawValue: id.lowercased()), createdAt: created, draft: draft,
            provider: ProviderID(rawValue: provider), model: ModelID(rawValue: model), isSandbox: sandbox)
        record.status = status
        record.text = text.value
        fill(&record)
        record.assets = try files()
        return HistoryEntry(record: record, curation: try curation())
    }

    /// No more than a generation of this machine would have.
    var keptExchanges: [HTTPExchange] {
        (exchanges ?? []).prefix(100).enumerated().map { $1.exchange(number: $0) }
    }

    private func fill(_ record: inout GenerationRecord) {
        record.warnings = warnings.map {
            var warning = GenerationWarning(GenerationWarning.Kind(rawValue: $0.kind) ?? .other, $0.message)
            warning.parameter = $0.parameter.value
            return warning
        }
        record.usage = Usage(
            inputTokens: usage.inputTokens.value, outputTokens: usage.outputTokens.value, costUSD: usage.costUSD.value,
            costIsEstimate: usage.costIsEstimate)
        record.attempts = attempts.compactMap { attempt in
            guard let status = GenerationStatus(rawValue: attempt.status), !attempt.provider.isEmpty else { return nil }
            return Attempt(
                provider: ProviderID(rawValue: attempt.provider), model: ModelID(rawValue: attempt.model),
                status: status,
                errorKind: attempt.errorKind.value.flatMap(EaselError.Kind.init), milliseconds: attempt.milliseconds)
        }
        record.timing = timing
        record.error = error.value
        if let job = remoteJob.value, !job.provider.isEmpty {
            // Without its handle nothing can be asked of it; its id is kept for support.
            record.remoteJob = RemoteJob(
                provider: ProviderID(rawValue: job.provider), modality: record.draft.modality, model: record.model,
                id: job.id, acceptedAt: record.createdAt)
        }
    }

    private func files() throws(EaselError) -> [Asset] {
        var assets: [Asset] = []
        for (index, file) in self.assets.enumerated() {
            let isSum =
                file.sha256.utf8.count == 64 && file.sha256.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
            guard isSum, file.path.hasPrefix("/"), !file.path.utf8.contains(0), file.bytes >= 0 else {
                throw Self.wrong("file \(index + 1) has no path or no checksum")
            }
            var asset = Asset(
                path: file.path, mediaType: MediaType(rawValue: file.mediaType), bytes: file.bytes, sha256: file.sha256)
            asset.width = file.width.value.flatMap { $0 > 0 ? $0 : nil }
            asset.height = file.height.value.flatMap { $0 > 0 ? $0 : nil }
            asset.durationSeconds = file.durationSeconds.value.flatMap { $0 >= 0 ? $0 : nil }
            asset.hasContentCredentials = file.contentCredentials.value
            asset.index = index
            assets.append(asset)
        }
        return assets
    }

    private func curation() throws(EaselError) -> Curation {
        let plain = Curation(
            name: Curation.cleanText(name.value), note: Curation.cleanText(note.value), isStarred: starred,
            rating: rating.value.flatMap { (1...5).contains($0) ? $0 : nil },
            trashedAt: trashedAt.value.flatMap(Self.date), comparison: Curation.cleanText(comparison.value))
        return try plain.applying(.tag(tags), at: Date())
    }

    static func wrong(_ what: String) -> EaselError {
        EaselError(
            .invalidRequest, "It cannot be taken over: \(what).", remedy: "Correct the line and import it again.")
    }
}
