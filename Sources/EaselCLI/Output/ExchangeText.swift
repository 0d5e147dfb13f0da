import EaselCore
import EaselEngine

/// What was exchanged with providers, as `easel history show --raw` prints it: `>` before what was sent, `<` before what came,
/// `*` before what is said of it.
enum ExchangeText {
    static func lines(_ exchanges: [HTTPExchange], of record: GenerationRecord) -> [String] {
        guard !exchanges.isEmpty else { return ["", "Nothing is kept of its requests and answers."] }
        var lines: [String] = []
        var attempt: Int?
        for exchange in exchanges {
            if exchange.attempt != attempt {
                attempt = exchange.attempt
                lines += ["", heading(exchange.attempt, record)]
            }
            let story = ExchangeStory(exchange)
            lines += ["", "\(story.title)  (\(story.outcome))"]
            lines += story.lines.map { line in
                let mark = line.voice == .sent ? ">" : line.voice == .received ? "<" : "*"
                return line.text.isEmpty ? mark : "\(mark) \(line.text)"
            }
        }
        return lines
    }

    private static func heading(_ number: Int, _ record: GenerationRecord) -> String {
        guard record.attempts.indices.contains(number) else { return "attempt \(number + 1)" }
        let attempt = record.attempts[number]
        return "attempt \(number + 1)  \(attempt.provider):\(attempt.model)  \(attempt.status.rawValue)"
    }
}
