import EaselCore
import EaselHistory
import Foundation

/// Turns of the `llm` command line as generations of the provider `llm`: which company answered is not in its log.
struct LLMImport {
    let log: LLMLog

    func run(into intake: ImportIntake) async throws(EaselError) {
        var last: String?
        var number = 0
        // The turn before, of each conversation.
        var before: [String: JobID] = [:]
        while true {
            let turns = try await log.turns(after: last)
            guard let end = turns.last else { return }
            for turn in turns {
                number += 1
                let parent = turn.conversation.flatMap { before[$0] }
                guard let id = try Self.id(turn) else {
                    await intake.skip(number, "Response \(turn.id) has no moment.")
                    continue
                }
                try await intake.take(number) { () throws(EaselError) in
                    ImportedEntry(entry: try Self.entry(turn, id, parent))
                }
                if let conversation = turn.conversation { before[conversation] = id }
            }
            last = end.id
        }
    }

    private static func id(_ turn: LLMLog.Turn) throws(EaselError) -> JobID? {
        guard let date = turn.date else { return nil }
        return try ImportedID.of("llm:\(turn.id)", at: date)
    }

    private static func entry(
        _ turn: LLMLog.Turn, _ id: JobID, _ parent: JobID?
    ) throws(EaselError) -> HistoryEntry {
        guard let date = turn.date else { throw ExportedGeneration.wrong("it has no moment") }
        var draft = GenerationDraft(modality: .text, prompt: turn.prompt)
        if case .object(let options)? = turn.options.flatMap(JSONText.decode) {
            for (key, value) in options where value != .null { draft.parameters[ParameterKey(rawValue: key)] = value }
        }
        if let system = turn.system, !system.isEmpty { draft.parameters[.system] = .string(system) }
        draft.lineage = parent.map { Lineage(.turn, of: $0) }
        var record = GenerationRecord(
            id: id, createdAt: date, draft: draft, provider: "llm", model: ModelID(rawValue: turn.model),
            isSandbox: false)
        record.status = .succeeded
        record.text = turn.answer
        record.usage = Usage(inputTokens: turn.inputTokens, outputTokens: turn.outputTokens)
        record.timing = GenerationRecord.Timing(totalMilliseconds: turn.milliseconds)
        var curation = Curation(tags: ["llm"])
        if parent == nil { curation.name = name(turn) }
        return HistoryEntry(record: record, curation: curation)
    }

    /// The name of the conversation, unless it is only the beginning of its first prompt: llm names all of them so.
    private static func name(_ turn: LLMLog.Turn) -> String? {
        let flat = { (text: String) in text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        guard let name = turn.conversationName.map(flat), !name.isEmpty else { return nil }
        let start = name.hasSuffix("…") ? String(name.dropLast()) : name
        return flat(turn.prompt).hasPrefix(start) ? nil : name
    }
}
