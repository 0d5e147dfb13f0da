import EaselCore
import Foundation
import GRDB

/// A row of `generation`, without what hangs on it.
struct GenerationRow: FetchableRecord {
    var seq: Int64
    var record: GenerationRecord

    static let columns = """
        seq, id, createdAt, modality, provider, model, isSandbox, status, CAST(prompt AS BLOB) AS promptBytes, parameters,
        attachments, outputFolder, CAST(coalesce(text, partial) AS BLOB) AS textBytes, warnings, error, cancelReply, inputTokens,
        outputTokens, costUSD, costIsEstimate, firstOutputMilliseconds, totalMilliseconds, sentAt, lostAt, parent, lineage
        """

    init(row: Row) throws {
        var draft = GenerationDraft(
            modality: try Self.value(row["modality"], "modality"),
            prompt: ExactText.read(row["promptBytes"]) ?? "",
            parameters: HistoryJSON.decode(row["parameters"]) ?? [:],
            attachments: HistoryJSON.decode(row["attachments"]) ?? [])
        draft.outputFolder = (row["outputFolder"] as String?).flatMap { URL(string: $0) }
        draft.lineage = Self.lineage(row["parent"], row["lineage"])
        seq = row["seq"]
        record = GenerationRecord(
            id: JobID(rawValue: row["id"]), createdAt: Date(timeIntervalSinceReferenceDate: row["createdAt"]),
            draft: draft,
            provider: ProviderID(rawValue: row["provider"]), model: ModelID(rawValue: row["model"]),
            isSandbox: row["isSandbox"])
        record.status = try Self.value(row["status"], "status")
        record.text = ExactText.read(row["textBytes"])
        record.warnings = HistoryJSON.decode(row["warnings"]) ?? []
        record.error = HistoryJSON.decode(row["error"])
        record.cancelReply = (row["cancelReply"] as String?).flatMap(CancelReply.init)
        record.usage = Usage(
            inputTokens: row["inputTokens"], outputTokens: row["outputTokens"], costUSD: row["costUSD"],
            costIsEstimate: row["costIsEstimate"])
        record.timing = GenerationRecord.Timing(
            firstOutputMilliseconds: row["firstOutputMilliseconds"], totalMilliseconds: row["totalMilliseconds"])
        record.sentAt = Self.date(row["sentAt"])
        record.lostAt = Self.date(row["lostAt"])
    }

    /// What both opening and closing write.
    static func outcome(of record: GenerationRecord) throws -> [String: (any DatabaseValueConvertible)?] {
        [
            "provider": record.provider.rawValue, "model": record.model.rawValue, "isSandbox": record.isSandbox,
            "status": record.status.rawValue, "text": ExactText.bindable(record.text),
            "warnings": try HistoryJSON.encode(record.warnings), "error": try record.error.map(HistoryJSON.encode),
            "cancelReply": record.cancelReply?.rawValue, "inputTokens": record.usage.inputTokens,
            "outputTokens": record.usage.outputTokens, "costUSD": record.usage.costUSD,
            "costIsEstimate": record.usage.costIsEstimate,
            "firstOutputMilliseconds": record.timing.firstOutputMilliseconds,
            "totalMilliseconds": record.timing.totalMilliseconds,
        ]
    }

    private static func lineage(_ parent: String?, _ kind: String?) -> Lineage? {
        guard let parent, let kind = kind.flatMap(Lineage.Kind.init) else { return nil }
        return Lineage(kind, of: JobID(rawValue: parent))
    }

    private static func date(_ seconds: Double?) -> Date? { seconds.map(Date.init(timeIntervalSinceReferenceDate:)) }

    private static func value<Value: RawRepresentable<String>>(_ text: String, _ column: String) throws -> Value {
        guard let value = Value(rawValue: text) else {
            throw EaselError(.storage, "The history holds a \(column) that is not known.")
        }
        return value
    }
}
