import EaselCore
import EaselEngine
import TerminalUI

/// Who won, and what was decided before.
extension CompareScreen {
    static func verdict(
        _ message: CompareVerdictMessage, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        guard let sheet = state.sheet else { return session.tell("Send first; the vote comes after the answers.") }
        switch message {
        case .best:
            guard let seat = state.seat(at: state.selected) else { return [] }
            guard sheet.board.answered.contains(seat.slot) else {
                return session.tell("It has no answer to be voted for.", .warning)
            }
            return vote(.winner(seat.slot), &state, session)
        case .tie:
            let order = sheet.comparison.shownOrder
            let answered = order.filter(sheet.board.answered.contains)
            let marked = state.marked.sorted().filter(order.indices.contains).map { order[$0] }.filter(
                answered.contains)
            let slots = marked.count >= 2 ? marked : answered
            guard slots.count >= 2 else { return session.tell("A tie needs two answers.", .warning) }
            return vote(.tie(slots.sorted()), &state, session)
        case .allBad:
            guard !sheet.board.answered.isEmpty else { return session.tell("There is no answer to judge.", .warning) }
            return vote(.allBad, &state, session)
        case .noteAsked:
            let last = sheet.votes.last
            let tags = (last?.tags ?? state.tags).map { " #" + $0 }.joined()
            session.show(
                .entry(
                    TextEntry(
                        title: "Note and tags", summary: "Goes with the vote; words that begin with # are tags.",
                        text: (last?.note ?? state.note) + tags, placeholder: "why, and #tags",
                        message: { .compare(.verdict(.noted($0))) })))
        case .noted(let text):
            let words = text.split(separator: " ")
            let isTag = { (word: Substring) in word.hasPrefix("#") && word.count > 1 }
            state.note = words.filter { !isTag($0) }.joined(separator: " ")
            state.tags = words.filter(isTag).map { String($0.dropFirst()) }
            guard let last = sheet.votes.last else { return session.tell("Kept for the vote.") }
            return vote(last.verdict, &state, session)
        case .voted(let votes):
            guard let last = votes.last, state.sheet?.comparison.id == last.comparison else { return [] }
            let wasHidden = !sheet.isRevealed
            state.sheet?.votes = votes
            if wasHidden { session.reveal(sheet.comparison, sheet.board.all.compactMap(\.record)) }
            return session.tell("Voted: \(state.sheet?.verdictWords ?? "").", .success)
        }
        return []
    }

    private static func vote(_ verdict: Verdict, _ state: inout State, _ session: Session) -> [Effect] {
        guard let sheet = state.sheet else { return [] }
        return [
            .compare(
                .vote(
                    sheet.board.vote(
                        verdict, at: session.now, note: state.note, tags: state.tags, isBlind: !sheet.isRevealed)))
        ]
    }

    /// Earlier comparisons; names only where they may be seen.
    static func list(_ digests: [ComparisonDigest], _ modality: Modality, _ session: Session) -> Picker {
        let items = digests.map { digest in
            let comparison = digest.comparison
            let isHidden = comparison.isBlind && digest.verdict == nil
            let names = comparison.shownOrder.map { comparison.name(of: $0, revealed: !isHidden) }
            let state =
                digest.verdict.map { verdict in
                    switch verdict {
                    case .winner(let slot): "best: \(comparison.name(of: slot, revealed: true))"
                    case .tie: "a tie"
                    case .allBad: "all bad"
                    }
                } ?? (isHidden ? "blind, no vote yet" : "no vote yet")
            return Picker.Item(
                title: TextSanitizer.singleLine(comparison.name ?? String(comparison.draft.prompt.prefix(200))),
                note: Figures.shortStamp(comparison.createdAt, now: session.now, in: session.timeZone)
                    + (comparison.kind == .race ? " race" : "") + " \(comparison.targets.count) targets",
                detail: state + "; " + names.joined(separator: ", "),
                message: .compare(.recalled(comparison.id)))
        }
        return Picker(
            title: "Earlier comparisons of \(modality.rawValue)", placeholder: "words of the prompt", items: items,
            emptyWords: "Nothing was compared yet.")
    }

    /// Lays an earlier comparison out, ready to be sent again.
    static func recall(_ recalled: CompareSheet, _ state: inout State, _ session: inout Session) {
        var sheet = recalled
        let comparison = sheet.comparison
        state.modality = comparison.draft.modality
        state.prompt.replace(with: comparison.draft.prompt)
        state.shared = comparison.draft.parameters
        state.attachments = comparison.draft.attachments
        state.chosen = comparison.targets
        state.isBlind = comparison.isBlind
        state.isRace = comparison.kind == .race
        state.repeats = comparison.repeats
        clear(&state)
        if !sheet.isRevealed { session.hide(comparison) }
        sheet.catchUp(with: session.generations, hidden: session.veils)
        sheet.isRecalled = true
        state.sheet = sheet
        state.focus = .panes
        (state.note, state.tags) = (sheet.votes.last?.note ?? "", sheet.votes.last?.tags ?? [])
    }
}

extension CardOverlay {
    /// How good models are by the votes of people, with the uncertainty of each figure.
    init(_ rating: BradleyTerry, _ modality: Modality, isSandbox: Bool) {
        typealias Row = ScrolledPage.Row
        let where_ = isSandbox ? ", sandbox" : ""
        var rows = [
            Row("\(rating.votes) votes count; in \(rating.allBad) all were bad.", .muted), Row(),
        ]
        rows += rating.ratings.enumerated().map { index, rating in
            let margin = Int((1.96 * rating.error).rounded())
            let wins = JSONValue.number((rating.wins * 10).rounded() / 10).plainText
            return Row(
                "\(index + 1). \(Int(rating.score.rounded())) ± \(margin)", width: 18,
                "\(TextSanitizer.singleLine("\(rating.model)"))  won \(wins) of \(rating.votes)",
                nameRole: .accent)
        }
        if rating.ratings.isEmpty { rows.append(Row("Nobody voted yet: b in a pane says that it is the best.")) }
        rows += [
            Row(),
            Row(
                "1000 is average; 400 points more are chosen ten times out of eleven. The margin holds the true figure in about 95 of 100 cases.",
                .muted),
        ]
        pages = ScrolledPage(title: "Rating of \(modality.rawValue)\(where_)", rows: rows)
    }
}
