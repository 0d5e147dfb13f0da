import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// How one provider does, put together from what the engine, this process and the history tell.
struct ProviderHealth {
    enum Circuit: Equatable {
        case closed
        /// One request is out to see whether it works again.
        case halfOpen
        case open(until: Date)
    }

    let row: ProviderRow
    let lanes: [LaneReport]
    /// Counts at the provider of which something is known.
    let meters: [MeterReport]
    let figures: [LaneFigures]
    let history: Statistics?
    let circuit: Circuit
    /// Why nothing goes out at the moment, the longest.
    let hold: TrafficReport.Forecast?
    private let remembered: [Int]

    init(_ row: ProviderRow, _ state: ProvidersScreen.State, _ session: Session) {
        self.row = row
        let lanes = session.traffic.lanes.filter { $0.lane.provider == row.id }
        self.lanes = lanes
        meters = session.traffic.meters.filter { $0.key.provider == row.id && !$0.isSilent }
        figures = state.figures.filter { $0.provider == row.id }
        history = state.history.figures(row.id)
        remembered = state.latencies[row.id] ?? []
        circuit = Self.circuit(lanes, at: session.now)
        hold = meters.compactMap(\.forecast).filter { $0.until > session.now }.max { $0.until < $1.until }
    }

    static func circuit(_ lanes: [LaneReport], at now: Date) -> Circuit {
        if let until = lanes.compactMap(\.brokenUntil).filter({ $0 > now }).max() { return .open(until: until) }
        return lanes.contains(where: \.isProbing) ? .halfOpen : .closed
    }

    /// Milliseconds of the newest answers, oldest first: those of this process where it had any, of what it made most.
    var recent: [Int] {
        let busiest = figures.max { $0.recent.count < $1.recent.count }?.recent ?? []
        return busiest.isEmpty ? remembered : busiest
    }

    /// Over thirty days; of this process where the history tells nothing.
    var percentiles: Percentiles? {
        history?.total ?? Percentiles(ascending: figures.flatMap(\.recent).sorted().map { Int32(clamping: $0) })
    }

    /// Of this process, the most frequent first.
    var errors: [(kind: EaselError.Kind, count: Int)] {
        figures.reduce(into: [EaselError.Kind: Int]()) { $0.merge($1.errors, uniquingKeysWith: +) }
            .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map { ($0.key, $0.value) }
    }

    /// HTTP statuses of failed tries in this process.
    var statuses: [(status: Int, count: Int)] {
        figures.reduce(into: [Int: Int]()) { $0.merge($1.statuses, uniquingKeysWith: +) }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The circuit in a word or two, with what is left of it.
    static func words(_ circuit: Circuit, at now: Date) -> (String, ThemeRole) {
        switch circuit {
        case .closed: ("closed", .success)
        case .halfOpen: ("half-open", .warning)
        case .open(let until):
            ("open " + Figures.runningTime(until.timeIntervalSince(now).rounded(.up)), .error)
        }
    }
}

extension MeterReport {
    /// Nothing of it is worth a line.
    fileprivate var isSilent: Bool {
        limits.isEmpty && sentLastMinute == 0 && sentToday == 0 && running == 0 && requests == nil && tokens == nil
            && opensAt == nil && pausedUntil == nil
    }

    /// What is counted: `account`, `free class`, a model.
    var subject: String {
        if key.name.isEmpty { return "account" }
        let name = key.name.drop { $0 != ":" }.dropFirst()
        return key.name.hasPrefix("class:") ? "\(name) class" : String(name)
    }
}

extension TrafficReport.Forecast {
    func words(at now: Date) -> String {
        let span = Figures.runningTime(until.timeIntervalSince(now).rounded(.up))
        return switch reason {
        case .pause: "asked for a pause, \(span) more"
        case .limit: "full, opens in \(span)"
        case .quota: "used up, starts anew in \(span)"
        case .outage: "failing, probed in \(span)"
        }
    }
}
