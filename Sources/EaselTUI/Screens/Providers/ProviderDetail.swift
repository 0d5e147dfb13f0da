import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Everything about the provider under the bar: its key, its limits, its circuits, its times, its errors, its cost.
struct ProviderDetail {
    private typealias Row = ScrolledPage.Row
    let lines: [Line]

    init(_ row: ProviderRow, _ state: ProvidersScreen.State, _ session: Session, width: Int) {
        let health = ProviderHealth(row, state, session)
        var rows = [Self.key(row, state)] + Self.switching(row)
        rows += Self.limits(health, session)
        rows += Self.lanes(health, session)
        rows += Self.trouble(health, session)
        rows += Self.money(row, state)
        if let answer = state.accounts[row.id] { rows.append(Self.account(answer, session)) }
        rows.append(.fact("rates", row.facts.rateLimits, .muted))
        rows += Self.models(row, state)
        lines = rows.flatMap { $0.lines(width: max(1, width)) { session.theme[$0 == .dialog ? .text : $0] } }
    }

    private static func key(_ row: ProviderRow, _ state: ProvidersScreen.State) -> Row {
        if row.isSandbox { return .fact("key", "none needed: the sandbox answers, not real models", .text) }
        if row.isKeyless, let obstacle = row.obstacle {
            return .fact("key", "missing. \(obstacle.remedy) y copies the line.", .warning)
        }
        if let origin = state.keyOrigins[row.id] { return .fact("key", "present: \(origin)", .text) }
        if !row.credential.isRequired { return .fact("key", "none needed", .text) }
        if row.credential.takesApplicationDefault, row.canBeCalled {
            return .fact("key", "present: Application Default Credentials", .text)
        }
        return .fact("key", row.canBeCalled ? "present" : "not looked at", .text)
    }

    private static func switching(_ row: ProviderRow) -> [Row] {
        guard let obstacle = row.obstacle, !row.isKeyless else { return [] }
        return [
            .fact(row.isOff ? "off" : "broken", "\(obstacle.message) \(obstacle.remedy)", row.isOff ? .warning : .error)
        ]
    }

    private static func limits(_ health: ProviderHealth, _ session: Session) -> [Row] {
        health.meters.map { meter in
            var parts = [meter.subject]
            if !meter.limits.isEmpty { parts.append(meter.limits.words) }
            if let left = meter.requests { parts.append(words(left, "requests", session)) }
            if let left = meter.tokens { parts.append(words(left, "tokens", session)) }
            if meter.sentLastMinute > 0 { parts.append("\(meter.sentLastMinute) sent in the last minute") }
            if meter.sentToday > 0 { parts.append("\(meter.sentToday) today") }
            if meter.running > 0 { parts.append("\(meter.running) at work") }
            let hold = meter.forecast.flatMap { $0.until > session.now ? $0 : nil }
            if let hold { parts.append(hold.words(at: session.now)) }
            return .fact("limit", parts.joined(separator: session.theme.separator), hold == nil ? .text : .warning)
        }
    }

    private static func words(_ reading: RateObservation.Reading, _ what: String, _ session: Session) -> String {
        let whole = reading.limit.map { " of \($0)" } ?? ""
        let span = Figures.runningTime(max(0, reading.resetsAt.timeIntervalSince(session.now)).rounded(.up))
        return "\(reading.remaining)\(whole) \(what) left, anew in \(span)"
    }

    /// One row per kind of result: the circuit, who waits, how long it takes.
    private static func lanes(_ health: ProviderHealth, _ session: Session) -> [Row] {
        health.row.modalities.compactMap { modality in
            let lanes = health.lanes.filter { $0.lane.modality == modality }
            let figures = health.figures.first { $0.modality == modality }
            guard !lanes.isEmpty || figures != nil else { return nil }
            let circuit = ProviderHealth.circuit(lanes, at: session.now)
            var parts = ["circuit \(ProviderHealth.words(circuit, at: session.now).0)"]
            let (running, waiting) = (lanes.reduce(0) { $0 + $1.running }, lanes.reduce(0) { $0 + $1.waiting })
            if running > 0 { parts.append("\(running) at work") }
            if waiting > 0 { parts.append("\(waiting) waiting") }
            if let figures { parts += words(figures, session) }
            return .fact(
                modality.rawValue, parts.joined(separator: session.theme.separator),
                circuit == .closed ? .text : .warning)
        }
    }

    private static func words(_ figures: LaneFigures, _ session: Session) -> [String] {
        var parts = ["\(figures.succeeded) done"]
        if figures.failed > 0 { parts.append("\(figures.failed) failed") }
        if figures.retries > 0 { parts.append("\(figures.retries) tried again") }
        if figures.fallbacks > 0 { parts.append("\(figures.fallbacks) taken over by others") }
        if figures.waits > 0 { parts.append("\(figures.waits) held back") }
        let sorted = figures.recent.sorted().map { Int32(clamping: $0) }
        if let times = Percentiles(ascending: sorted) {
            let spark = Sparkline(figures.recent.map { Double($0) }).text(columns: 20, unicode: session.theme.unicode)
            parts.append("\(spark) \(Self.words(times))")
        }
        return parts
    }

    private static func words(_ times: Percentiles) -> String {
        let words = { (milliseconds: Double) in Figures.duration(milliseconds / 1000) }
        return "p50 \(words(times.p50))  p95 \(words(times.p95))  p99 \(words(times.p99))"
    }

    private static func trouble(_ health: ProviderHealth, _ session: Session) -> [Row] {
        var rows: [Row] = []
        if let history = health.history, history.requests > 0 {
            let rate = history.successRate.map { ", \(Int(($0 * 100).rounded(.down))) % of them well" } ?? ""
            let times = history.total.map { session.theme.separator + words($0) } ?? ""
            let speed = history.tokensPerSecond.map { session.theme.separator + "\(Int($0)) tokens/s" } ?? ""
            rows.append(.fact("30 days", "\(history.requests) requests\(rate)\(times)\(speed)", .text))
            let kinds = history.errors.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            if !kinds.isEmpty {
                let words = kinds.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: "  ")
                let retries = history.retries > 0 ? "  retries \(history.retries)" : ""
                let fallbacks = history.fallbacks > 0 ? "  fallbacks \(history.fallbacks)" : ""
                rows.append(.fact("failures", words + retries + fallbacks, .text))
            }
        }
        let now =
            health.errors.map { "\($0.kind.rawValue) \($0.count)" }
            + health.statuses.map { "HTTP \($0.status): \($0.count)" }
        if !now.isEmpty { rows.append(.fact("errors now", now.joined(separator: "  "), .warning)) }
        rows += session.takeovers.reversed().filter {
            $0.from.provider == health.row.id || $0.to.provider == health.row.id
        }
        .prefix(5).map { takeover in
            let words = "\(takeover.from) failed (\(takeover.kind.rawValue)): \(takeover.to) took over"
            return .fact(Figures.clock(takeover.date, in: session.timeZone), TextSanitizer.singleLine(words), .text)
        }
        return rows
    }

    private static func money(_ row: ProviderRow, _ state: ProvidersScreen.State) -> [Row] {
        let parts = [
            state.history.today(row.id).map { "\($0.words) today" },
            state.history.thisMonth(row.id).map { "\($0.words) this month" },
        ].compactMap(\.self)
        return parts.isEmpty || row.isSandbox ? [] : [.fact("spent", parts.joined(separator: ", "), .text)]
    }

    /// The matrix further down: the models of each kind with what can be set.
    private static func models(_ row: ProviderRow, _ state: ProvidersScreen.State) -> [Row] {
        row.modalities.flatMap { modality -> [Row] in
            let cards = row.curated.filter { $0.modality == modality }
            guard !cards.isEmpty else { return [] }
            let known = state.browser.count(row.id, modality) ?? cards.count
            let more = known > modelLimit ? "; Enter shows all" : ""
            return [Row(), Row("\(modality.title): \(known) models known\(more)", .accent)]
                + cards.prefix(modelLimit).map { card in
                    let keys = card.parameters.map(\.key.rawValue).joined(separator: " ")
                    let name = TextSanitizer.singleLine(String(card.name.prefix(60)))
                    return Row(
                        "  " + name, width: 30, keys.isEmpty ? "nothing known to set" : TextSanitizer.singleLine(keys))
                }
        }
    }

    private static let modelLimit = 8

    private static func account(_ answer: ProvidersScreen.AccountAnswer, _ session: Session) -> Row {
        switch answer {
        case .asking: return .fact("account", "asking", .muted)
        case .failed(let error): return .fact("account", "\(error.message) \(error.remedy)", .error)
        case .told(let status, let date):
            let parts = [
                status.label.map(TextSanitizer.singleLine),
                status.creditRemainingUSD.map { "\(Figures.money($0)) left" },
                status.limitUSD.map { "limit \(Figures.money($0))" },
                status.usageUSD.map { "used \(Figures.money($0))" },
                status.resetsAt.map { "anew at \(Figures.stamp($0, in: session.timeZone))" },
                status.isFreeTier == true ? "free tier" : nil,
            ].compactMap(\.self)
            let words = parts.isEmpty ? "it says nothing of money" : parts.joined(separator: ", ")
            return .fact("account", "\(words) (asked at \(Figures.clock(date, in: session.timeZone)))", .text)
        }
    }
}
