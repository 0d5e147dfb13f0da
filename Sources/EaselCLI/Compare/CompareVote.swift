import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel compare vote ID A`.
struct CompareVote: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "vote", abstract: "Say which target was best; of a blind comparison, see who it was.",
        discussion: "Votes are only added: a later one counts in place of an earlier one, which stays on record.")

    @Argument(help: "The comparison: its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Argument(help: "A label or number such as A or 2; several such as A,C for a tie; tie for all; or none.")
    var verdict: String

    @Option(help: "A remark that is kept with the vote.")
    var note = ""

    @Option(name: .customLong("tag"), help: "A tag; may be repeated.")
    var tags: [String] = []

    @Flag(help: "Print the comparison as one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let before = try await runtime.report(id)
            let comparison = before.comparison
            let verdict = try comparison.verdict(verdict, answered: before.board.answered)
            if let slot = verdict.best.first(where: { !before.board.answered.contains($0) }) {
                throw EaselError(
                    .invalidRequest, "\(before.name(of: slot)) has no result to vote for.",
                    remedy: "Wait until it is done, or vote for another.")
            }
            if case .tie(let slots) = verdict, slots.count < 2 {
                throw EaselError(.invalidRequest, "A tie is between two results at least.")
            }
            let vote = before.board.vote(
                verdict, at: Date(), note: note,
                tags: tags.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty },
                isBlind: !before.isRevealed)
            try await runtime.comparisons.add(vote)
            let report = try await runtime.report(comparison.id.rawValue)
            if json { return context.output.printJSON(ComparisonJSON(report)) }
            if let words = report.verdictWords { context.output.line(words) }
            if comparison.isBlind {
                context.output.table(
                    ["LABEL", "TARGET"],
                    comparison.shownOrder.map { [comparison.label(of: $0), "\(comparison.targets[$0].reference)"] })
            }
            return .done
        }
    }
}

/// `easel compare judge ID --on MODEL`.
struct CompareJudge: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Have a text model judge by a rubric. It is not told who made what; its word is no vote.")

    @Argument(help: "The comparison: its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Option(help: ArgumentHelp("The judge: any text model.", valueName: "provider[:model]"))
    var on: ModelReference?

    @Option(name: .customLong("question"), help: "A question that yes or no answers; may be repeated.")
    var questions: [String] = []

    @Option(help: ArgumentHelp("A file of questions, one a line.", valueName: "file"))
    var rubric: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Agree beforehand to what the budget would ask about.")
    var yes = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let comparison = try await runtime.comparisons.only(id)
            let judge = if let on { on } else { try runtime.setup.defaultTarget(for: .text) }
            let all = try questions + lines()
            var order = JudgeOrder(comparison.id, by: judge, rubric: all.isEmpty ? nil : all)
            order.isConfirmed = yes
            if let question = try await runtime.comparisonRunner.question(about: order) {
                guard context.output.ask(question.reason + " Ask the judge all the same?") else {
                    throw question.refusal
                }
                order.isConfirmed = true
            }
            let judgement = try await runtime.comparisonRunner.judge(order)
            if json { return context.output.printJSON(JudgementJSON(judgement, comparison)) }
            let report = try await runtime.report(comparison.id.rawValue)
            let rows = report.answers(of: judgement)
            context.output.table(rows[0], Array(rows.dropFirst()))
            context.output.line("\(judgement.judge): \(report.words(judgement.verdict)). \(judgement.reason)")
            return .done
        }
    }

    private func lines() throws(EaselError) -> [String] {
        guard let rubric else { return [] }
        guard let text = try? String(contentsOf: URL(fileURLWithPath: rubric), encoding: .utf8) else {
            throw EaselError(
                .storage, "\(TerminalSafeText.line(rubric)) cannot be read as text.",
                remedy: "Name a file of questions, one a line.")
        }
        return text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}

/// `easel compare ratings MODALITY`.
struct CompareRatings: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratings",
        abstract: "Rate the models of a modality by the votes (Bradley and Terry), with the uncertainty.",
        discussion:
            "1000 is the mean of all; 400 points more are chosen ten times out of eleven. The interval holds the true value in 95 of 100 cases.",
        aliases: ["rate"])

    @Argument(help: "text, image, video, audio or speech.")
    var modality: Modality

    @Flag(help: "By the judgements of models instead of the votes of people.")
    var judges = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let ballots = try await runtime.comparisons.ballots(
                BallotQuery(modality, isSandbox: runtime.setup.isSandbox, ofJudges: judges))
            let rating = BradleyTerry(ballots)
            if json { return context.output.printJSON(RatingsJSON(rating, modality)) }
            context.output.table(
                ["#", "MODEL", "SCORE", "95 % INTERVAL", "WON", "OF"],
                rating.ratings.enumerated().map { index, line in
                    [
                        "\(index + 1)", "\(line.model)", String(format: "%.0f", line.score),
                        String(format: "%.0f to %.0f", line.interval.lowerBound, line.interval.upperBound),
                        String(format: line.wins == line.wins.rounded() ? "%.0f" : "%.2f", line.wins), "\(line.votes)",
                    ]
                })
            context.output.note("votes: \(rating.votes), and \(rating.allBad) that found all bad")
            return .done
        }
    }
}

/// `easel compare keepers`: what one result that was kept has cost.
struct CompareKeepers: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "keepers", abstract: "Show what was spent for each result that won or was starred.")

    @Option(help: "model or tag.")
    var by: KeeperGrouping = .model

    @Option(help: "Only one modality.")
    var modality: Modality?

    @Option(help: "How far back: 90m, 24h, 7d, 4w, a date, or all.")
    var since: StatsPeriod = .days(30)

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let figures = try await runtime.keepers.keepers(
                KeeperQuery(
                    by: by.grouping, modality: modality, since: since.start(Date()),
                    isSandbox: runtime.setup.isSandbox))
            if json { return context.output.printJSON(KeepersJSON(figures)) }
            context.output.table(
                [by == .model ? "MODEL" : "TAG", "MADE", "KEPT", "SPENT", "PER KEEPER"],
                figures.map { line in
                    return [
                        line.group, "\(line.generations)", "\(line.keepers)", line.spending.words, Self.words(line),
                    ]
                })
            return .done
        }
    }

    /// `$0.12`, `at least $0.12`, `unknown`, or a dash where nothing was kept.
    private static func words(_ line: KeeperFigures) -> String {
        guard let cost = line.costPerKeeper else { return "–" }
        guard line.spending.unknownCount > 0 else { return Spending.words(cost) }
        return cost > 0 ? "at least " + Spending.words(cost) : "unknown"
    }
}

/// What keepers are told by.
enum KeeperGrouping: String, ExpressibleByArgument, CaseIterable {
    case model, tag

    var grouping: KeeperQuery.Grouping { self == .model ? .model : .tag }
}

private struct RatingsJSON: Encodable {
    struct Line: Encodable {
        var provider: String
        var model: Nullable<String>
        var score: Double
        var standardError: Double
        var low: Double
        var high: Double
        var wins: Double
        var votes: Int
    }

    var modality: String
    var votes: Int
    var allBad: Int
    var ratings: [Line]

    init(_ rating: BradleyTerry, _ modality: Modality) {
        self.modality = modality.rawValue
        votes = rating.votes
        allBad = rating.allBad
        ratings = rating.ratings.map { line in
            Line(
                provider: line.model.provider.rawValue, model: Nullable(line.model.model?.rawValue), score: line.score,
                standardError: line.error, low: line.interval.lowerBound, high: line.interval.upperBound,
                wins: line.wins, votes: line.votes)
        }
    }
}

private struct KeepersJSON: Encodable {
    struct Line: Encodable {
        var group: String
        var generations: Int
        var keepers: Int
        var cost: CostJSON
        var costPerKeeperUSD: Nullable<Double>
    }

    var groups: [Line]

    init(_ figures: [KeeperFigures]) {
        groups = figures.map {
            Line(
                group: $0.group, generations: $0.generations, keepers: $0.keepers, cost: CostJSON($0.spending),
                costPerKeeperUSD: Nullable($0.costPerKeeper))
        }
    }
}
