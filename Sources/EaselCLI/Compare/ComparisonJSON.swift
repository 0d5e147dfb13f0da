import EaselCore
import EaselEngine
import Foundation

/// A comparison as `--json` prints it; every key is always there. Targets stand in the order in which they are shown; while
/// names are hidden, their provider is `hidden` and their model the label.
struct ComparisonJSON: Encodable {
    var id: String
    var kind: String
    var createdAt: String
    var name: Nullable<String>
    var modality: String
    var prompt: String
    var blind: Bool
    var revealed: Bool
    var repeats: Int
    var targets: [ComparisonTargetJSON]
    var cost: CostJSON
    /// Label of the winner of a race, null where there is none.
    var raceWinner: Nullable<String>
    var votes: [VoteJSON]
    var judgements: [JudgementJSON]
    /// Why nothing was sent; it is in no history then.
    var error: Nullable<ErrorJSON>

    init(_ report: ComparisonReport, error: EaselError? = nil) {
        self.error = Nullable(error.map(ErrorJSON.init))
        let comparison = report.comparison
        id = comparison.id.rawValue
        kind = comparison.kind == .race ? "race" : "sideBySide"
        createdAt = comparison.createdAt.formatted(.iso8601)
        name = Nullable(comparison.name)
        modality = comparison.draft.modality.rawValue
        prompt = comparison.draft.prompt
        blind = comparison.isBlind
        revealed = report.isRevealed
        repeats = comparison.repeats
        targets = report.slots.map { ComparisonTargetJSON(report, $0) }
        cost = CostJSON(report.board.spending)
        raceWinner = Nullable(report.board.raceWinner.map { comparison.label(of: $0.seat.slot) })
        votes = report.votes.map { VoteJSON($0, comparison) }
        judgements = report.judgements.map { JudgementJSON($0, comparison) }
    }
}

/// What was spent: what is known of it, and of how many generations nothing is.
struct CostJSON: Encodable {
    var knownUSD: Double
    var unknown: Int

    init(_ spending: Spending) {
        knownUSD = spending.knownUSD
        unknown = spending.unknownCount
    }
}

struct ComparisonTargetJSON: Encodable {
    var label: String
    var provider: String
    var model: Nullable<String>
    var overrides: Nullable<JSONValue>
    var measures: MeasuresJSON
    var fairness: [String]
    var generations: [GenerationJSON]

    init(_ report: ComparisonReport, _ slot: Int) {
        let target = report.comparison.targets[slot]
        label = report.comparison.label(of: slot)
        provider = report.isRevealed ? target.reference.provider.rawValue : ProviderID.hidden.rawValue
        model = Nullable(report.isRevealed ? target.reference.model?.rawValue : label)
        overrides = Nullable(
            report.isRevealed
                ? .object(Dictionary(uniqueKeysWithValues: target.overrides.map { ($0.key.rawValue, $0.value) })) : nil)
        measures = MeasuresJSON(ComparisonMeasures(report.board, slot: slot))
        fairness = report.notes(of: slot)
        generations = report.records(of: slot).map(GenerationJSON.init)
    }
}

/// Medians over the turns that succeeded; counts are of all turns.
struct MeasuresJSON: Encodable {
    var succeeded: Int
    var failed: Int
    var cancelled: Int
    var firstOutputMilliseconds: Nullable<Double>
    var totalMilliseconds: Nullable<Double>
    var tokensPerSecond: Nullable<Double>
    var outputTokens: Nullable<Double>
    var outputBytes: Nullable<Double>
    var outputCharacters: Nullable<Double>
    var width: Nullable<Int>
    var height: Nullable<Int>
    var durationSeconds: Nullable<Double>
    var costUSD: Nullable<Double>
    var warnings: Int
    var attempts: Int

    init(_ measures: ComparisonMeasures) {
        succeeded = measures.succeeded
        failed = measures.failed
        cancelled = measures.cancelled
        firstOutputMilliseconds = Nullable(measures.firstOutput)
        totalMilliseconds = Nullable(measures.total)
        tokensPerSecond = Nullable(measures.tokensPerSecond)
        outputTokens = Nullable(measures.outputTokens)
        outputBytes = Nullable(measures.bytes)
        outputCharacters = Nullable(measures.characters)
        width = Nullable(measures.dimensions?.width)
        height = Nullable(measures.dimensions?.height)
        durationSeconds = Nullable(measures.duration)
        costUSD = Nullable(measures.costEach)
        warnings = measures.warnings
        attempts = measures.attempts
    }
}

struct VoteJSON: Encodable {
    var at: String
    /// `winner`, `tie` or `allBad`.
    var verdict: String
    /// Labels.
    var best: [String]
    var note: String
    var tags: [String]
    var blind: Bool

    init(_ vote: ComparisonVote, _ comparison: Comparison) {
        at = vote.at.formatted(.iso8601)
        verdict = Self.word(vote.verdict)
        best = vote.verdict.best.map(comparison.label)
        note = vote.note
        tags = vote.tags
        blind = vote.isBlind
    }

    static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .winner: "winner"
        case .tie: "tie"
        case .allBad: "allBad"
        }
    }
}

struct JudgementJSON: Encodable {
    var at: String
    var judge: String
    var generation: String
    var verdict: String
    var best: [String]
    var rubric: [String]
    /// By label, in the order of the rubric.
    var answers: [String: [Bool]]
    var reason: String

    init(_ judgement: Judgement, _ comparison: Comparison) {
        at = judgement.at.formatted(.iso8601)
        judge = judgement.judge.description
        generation = judgement.generation.rawValue
        verdict = VoteJSON.word(judgement.verdict)
        best = judgement.verdict.best.map(comparison.label)
        rubric = judgement.rubric
        answers = Dictionary(
            judgement.answers.map { (comparison.label(of: $0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        reason = judgement.reason
    }
}

/// What `--dry-run --json` prints.
struct OutlookJSON: Encodable {
    struct Target: Encodable {
        var target: String
        var costUSD: Nullable<Double>
        var isUpperBound: Bool
        var warnings: [WarningJSON]
        var error: Nullable<ErrorJSON>
    }

    var targets: [Target]
    var cost: CostJSON

    init(_ outlook: ComparisonOutlook) {
        targets = outlook.targets.map {
            Target(
                target: "\($0.reference)", costUSD: Nullable($0.estimate?.dollars),
                isUpperBound: $0.estimate?.isUpperBound ?? false, warnings: $0.warnings.map(WarningJSON.init),
                error: Nullable($0.refusal.map(ErrorJSON.init)))
        }
        cost = CostJSON(outlook.cost)
    }
}
