import EaselCore
import EaselMedia
import Foundation

/// A generation as it is exported: the keys of the command line's contract (product.md section 3) and those that another
/// machine needs to take it over whole. What is named like a secret is left out.
struct ExportedGeneration: Codable {
    struct File: Codable {
        var path: String
        var mediaType: String
        var bytes: Int64
        var sha256: String
        var width: OrNull<Int>
        var height: OrNull<Int>
        var durationSeconds: OrNull<Double>
        var contentCredentials: OrNull<Bool>
        var cloud: OrNull<String>
    }

    struct Warning: Codable {
        var parameter: OrNull<String>
        var kind: String
        var message: String
    }

    struct Consumption: Codable {
        var inputTokens: OrNull<Int>
        var outputTokens: OrNull<Int>
        var costUSD: OrNull<Double>
        var costIsEstimate: Bool
    }

    struct Try: Codable {
        var provider: String
        var model: String
        var status: String
        var errorKind: OrNull<String>
        var milliseconds: Int
    }

    struct Job: Codable {
        var provider: String
        var id: String
    }

    /// The version of this form; see `version`.
    var easel: Int
    var id: String
    var createdAt: String
    var status: String
    var modality: String
    var provider: String
    var model: String
    var sandbox: Bool
    var prompt: String
    var text: OrNull<String>
    var parameters: [String: JSONValue]
    var attachments: [String]
    var assets: [File]
    var warnings: [Warning]
    var usage: Consumption
    var attempts: [Try]
    var timing: GenerationRecord.Timing
    var remoteJob: OrNull<Job>
    var error: OrNull<EaselError>
    var parent: OrNull<String>
    var lineage: OrNull<String>
    var name: OrNull<String>
    var note: OrNull<String>
    var tags: [String]
    var starred: Bool
    var rating: OrNull<Int>
    var trashedAt: OrNull<String>
    var comparison: OrNull<String>
    /// Absent unless they were asked for.
    var exchanges: [ExportedExchange]?

    static let version = 1
}

extension ExportedGeneration {
    init(_ entry: HistoryEntry) {
        let (record, curation) = (entry.record, entry.curation)
        easel = Self.version
        id = record.id.rawValue
        createdAt = Self.text(record.createdAt)
        status = record.status.rawValue
        modality = record.draft.modality.rawValue
        provider = record.provider.rawValue
        model = record.model.rawValue
        sandbox = record.isSandbox
        prompt = record.draft.prompt
        text = OrNull(record.text)
        parameters = Dictionary(
            SidecarScrub.values(record.draft.parameters).map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
        attachments = record.draft.attachments.map(SidecarScrub.attachment).map {
            "\($0.role.rawValue)=\($0.hosted?.absoluteString ?? $0.file.path)"
        }
        assets = record.assets.map(File.init)
        warnings = record.warnings.map {
            Warning(parameter: OrNull($0.parameter), kind: $0.kind.rawValue, message: $0.message)
        }
        usage = Consumption(
            inputTokens: OrNull(record.usage.inputTokens), outputTokens: OrNull(record.usage.outputTokens),
            costUSD: OrNull(record.usage.costUSD), costIsEstimate: record.usage.costIsEstimate)
        attempts = record.attempts.map {
            Try(
                provider: $0.provider.rawValue, model: $0.model.rawValue, status: $0.status.rawValue,
                errorKind: OrNull($0.errorKind?.rawValue), milliseconds: $0.milliseconds)
        }
        timing = record.timing
        remoteJob = OrNull(record.remoteJob.map { Job(provider: $0.provider.rawValue, id: $0.id) })
        error = OrNull(record.error)
        parent = OrNull(record.draft.lineage?.parent.rawValue)
        lineage = OrNull(record.draft.lineage?.kind.rawValue)
        name = OrNull(curation.name)
        note = OrNull(curation.note)
        tags = curation.tags
        starred = curation.isStarred
        rating = OrNull(curation.rating)
        trashedAt = OrNull(curation.trashedAt.map(Self.text))
        comparison = OrNull(curation.comparison)
    }

    /// To the nearest millisecond. The style cuts off, and a millisecond is seldom exact in binary: a tenth of one is added.
    static func text(_ date: Date) -> String {
        let milliseconds = (date.timeIntervalSinceReferenceDate * 1000).rounded() + 0.1
        return Date(timeIntervalSinceReferenceDate: milliseconds / 1000).formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: .iso8601))
    }
}

extension ExportedGeneration.File {
    init(_ asset: Asset) {
        path = asset.path
        mediaType = asset.mediaType.rawValue
        bytes = asset.bytes
        sha256 = asset.sha256
        width = OrNull(asset.width)
        height = OrNull(asset.height)
        durationSeconds = OrNull(asset.durationSeconds)
        contentCredentials = OrNull(asset.hasContentCredentials)
        cloud = OrNull(asset.cloud?.address)
    }
}

/// A value that is written as `null` when absent, and may be missing when it is read.
struct OrNull<Value: Codable>: Codable {
    var value: Value?

    init(_ value: Value?) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

extension OrNull: Sendable where Value: Sendable {}

extension KeyedDecodingContainer {
    func decode<Value>(_ type: OrNull<Value>.Type, forKey key: Key) throws -> OrNull<Value> {
        try decodeIfPresent(type, forKey: key) ?? OrNull(nil)
    }
}
