import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel history show ID`.
struct HistoryShow: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one generation whole.")

    @Argument(help: "Its id, the first or last letters of it, or `last`.")
    var id: String

    @Flag(help: "Read its files and compare their checksums.")
    var verify = false

    @Flag(help: "Also show the request that would be sent for it now, with secrets redacted; nothing is sent.")
    var request = false

    @Flag(help: "Also show what was sent and what came back, without secrets and media.")
    var raw = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let record = try await runtime.history.only(id)
            let detail = try await runtime.desk.detail(record.id, verifying: verify)
            let exchanges = raw ? try await runtime.desk.exchanges(of: record.id) : nil
            if json { return context.output.printJSON(DetailJSON(detail, exchanges)) }
            let rows = RecordText.details(record) + Self.rows(detail)
            for (name, value) in rows { context.output.line(name.padded(to: 14) + value) }
            if let text = record.text { context.output.line("\n\(text)") }
            if let exchanges { ExchangeText.lines(exchanges, of: record).forEach { context.output.line($0) } }
            if request { try await showRequest(record, runtime, context) }
            return .done
        }
    }

    private func showRequest(
        _ record: GenerationRecord, _ runtime: EaselRuntime, _ context: CommandContext
    ) async throws(EaselError) {
        let preview = try await runtime.runner.preview(try await runtime.desk.order(again: record.id)).request
        context.output.line("\n\(preview.method) \(preview.url)")
        for header in preview.headers { context.output.line("\(header.name): \(header.value)") }
        if let body = preview.body { context.output.line("\n\(body)") }
    }

    private static func rows(_ detail: HistoryDetail) -> [(String, String)] {
        let curation = detail.entry.curation
        var rows: [(String, String)] = []
        for (position, attempt) in detail.entry.record.attempts.enumerated() {
            let end = attempt.errorKind.map { "\(attempt.status.rawValue): \($0.rawValue)" } ?? attempt.status.rawValue
            rows.append(
                ("attempt \(position + 1)", "\(attempt.provider):\(attempt.model)  \(end)  \(attempt.milliseconds) ms"))
        }
        if let name = curation.name { rows.append(("name", name)) }
        if curation.isStarred { rows.append(("starred", "yes")) }
        if let rating = curation.rating { rows.append(("rating", "\(rating) of 5")) }
        if !curation.tags.isEmpty { rows.append(("tags", curation.tags.joined(separator: ", "))) }
        if let note = curation.note { rows.append(("note", note)) }
        if let date = curation.trashedAt { rows.append(("in the trash", "since \(RecordText.date(date))")) }
        for finding in detail.files where finding.state != .present {
            rows.append(("file \(finding.index + 1)", words[finding.state] ?? finding.state.rawValue))
        }
        for parent in detail.ancestors.prefix(1) {
            let kind = detail.entry.record.draft.lineage?.kind == .turn ? "goes on from" : "made from"
            rows.append((kind, "\(parent.id.short)  \(parent.title.prefix(60))"))
        }
        for child in detail.children { rows.append(("led to", "\(child.id.short)  \(child.title.prefix(60))")) }
        return rows
    }

    private static let words: [AssetState: String] = [
        .missing: "missing; `easel history refetch` asks the provider for it", .changed: "changed since it was made",
        .touched: "written to since it was looked at; --verify compares its checksum",
    ]
}

/// One generation with its relatives and its files as `--json` prints it.
private struct DetailJSON: Encodable {
    private enum Key: String, CodingKey {
        case fileStates, ancestors, children, conversation, exchanges
    }

    let detail: HistoryDetail
    /// Nil where they were not asked for; then the key is not there.
    let exchanges: [HTTPExchange]?

    init(_ detail: HistoryDetail, _ exchanges: [HTTPExchange]?) {
        self.detail = detail
        self.exchanges = exchanges
    }

    func encode(to encoder: any Encoder) throws {
        try EntryJSON(detail.entry).encode(to: encoder)
        var keys = encoder.container(keyedBy: Key.self)
        try keys.encode(detail.files.map(\.state.rawValue), forKey: .fileStates)
        try keys.encode(detail.ancestors.map(\.id.rawValue), forKey: .ancestors)
        try keys.encode(detail.children.map(\.id.rawValue), forKey: .children)
        try keys.encode(detail.conversation.map(\.id.rawValue), forKey: .conversation)
        try keys.encodeIfPresent(exchanges?.map(ExportedExchange.init), forKey: .exchanges)
    }
}
