import EaselCore
import Foundation

extension RecordText {
    /// Everything known of a generation but its text, as names and values.
    static func details(_ record: GenerationRecord) -> [(String, String)] {
        var rows = [
            ("id", record.id.rawValue), ("when", date(record.createdAt)), ("status", record.stateWord),
            ("kind", record.draft.modality.rawValue), ("target", "\(record.target)"), ("prompt", record.draft.prompt),
        ]
        if let lineage = record.draft.lineage {
            rows.append((lineage.kind == .turn ? "goes on after" : "made from", lineage.parent.rawValue))
        }
        if record.isSandbox { rows.append(("sandbox", "yes: no real model answered")) }
        for (key, value) in record.draft.parameters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            rows.append(("set", "\(key)=\(value.plainText)"))
        }
        for attachment in record.draft.attachments {
            rows.append(("attached", "\(attachment.role.rawValue)=\(attachment.file.path)"))
        }
        for asset in record.assets { rows.append(("file", "\(asset.path)  \(facts(asset))")) }
        for asset in record.assets {
            rows.append(("sha256", asset.sha256))
            if asset.hasContentCredentials == true { rows.append(("credentials", credentials)) }
            if let copy = asset.cloud { rows += cloud(copy, of: asset) }
        }
        for warning in record.warnings { rows.append(("warning", warning.message)) }
        rows.append(("cost", cost(record.usage)))
        if let tokens = record.usage.inputTokens { rows.append(("tokens in", "\(tokens)")) }
        if let tokens = record.usage.outputTokens { rows.append(("tokens out", "\(tokens)")) }
        if let first = record.timing.firstOutputMilliseconds { rows.append(("first output", "\(first) ms")) }
        if let total = record.timing.totalMilliseconds { rows.append(("total", "\(total) ms")) }
        rows.append(("trace", TraceContext(of: record.id).traceID))
        if let job = record.remoteJob {
            rows.append(("remote job", job.id))
            if let date = job.resultsKeptUntil { rows.append(("kept until", self.date(date))) }
        }
        if let progress = record.progress { rows.append(("progress", Self.progress(progress))) }
        if let reply = record.cancelReply { rows.append(("cancel", reply.rawValue)) }
        if let error = record.error {
            rows.append(("error", "\(error.kind.rawValue): \(error.message)"))
            rows.append(("remedy", error.remedy))
        }
        return rows
    }

    private static let credentials = "the file carries content credentials (C2PA); any edit of its bytes breaks them"

    private static func cloud(_ copy: CloudCopy, of asset: Asset) -> [(String, String)] {
        let standing =
            switch copy.state {
            case .stored: "stored"
            case .refused: "not stored"
            case .pending: "\(bytes(copy.confirmedBytes)) of \(bytes(asset.bytes)) so far; `easel jobs resume` goes on"
            }
        var rows = [("cloud", "\(copy.address)  \(standing)")]
        if let error = copy.error { rows.append(("cloud error", "\(error.message) \(error.remedy)")) }
        return rows
    }
}
