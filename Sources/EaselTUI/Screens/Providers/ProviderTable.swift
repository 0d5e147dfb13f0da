import EaselCore
import EaselEngine
import TerminalUI

/// The capability matrix with the health of each provider beside it.
struct ProviderTable {
    let state: ProvidersScreen.State
    let session: Session

    private var theme: Theme { session.theme }

    private enum Field: Equatable {
        case name
        case modality(Modality)
        case circuit, p50, p95, p99, success, spark, today
    }

    func table(width: Int) -> Table {
        let fields = Self.fields(width)
        let health = state.rows.map { ProviderHealth($0, state, session) }
        return Table(columns: fields.map(Self.column), count: state.rows.count, state: state.list) { index in
            fields.map { cell($0, health[index], bars: width < 100 ? 8 : 24) }
        }
    }

    func draw(in area: Rect, on surface: inout Surface) {
        table(width: area.width).draw(in: area, on: &surface, theme: theme)
    }

    private static func fields(_ width: Int) -> [Field] {
        let matrix = Modality.allCases.map(Field.modality)
        if width < 62 { return [.name] + matrix }
        if width < 100 { return [.name] + matrix + [.circuit, .p50, .spark] }
        return [.name] + matrix + [.circuit, .p50, .p95, .p99, .success, .spark, .today]
    }

    private static func column(_ field: Field) -> TableColumn {
        switch field {
        case .name: TableColumn(" provider", width: .minimum(15))
        case .modality(let modality):
            TableColumn(modality.rawValue, width: .fixed(modality.rawValue.count), alignment: .right)
        case .circuit: TableColumn("circuit", width: .fixed(10))
        case .p50: TableColumn("p50", width: .fixed(7), alignment: .right)
        case .p95: TableColumn("p95", width: .fixed(7), alignment: .right)
        case .p99: TableColumn("p99", width: .fixed(7), alignment: .right)
        case .success: TableColumn("ok", width: .fixed(6), alignment: .right)
        case .spark: TableColumn("latency", width: .fill(2))
        case .today: TableColumn("today", width: .fixed(9), alignment: .right)
        }
    }

    private func cell(_ field: Field, _ health: ProviderHealth, bars: Int) -> Line {
        let row = health.row
        let isUsable = row.canBeCalled
        switch field {
        case .name:
            let (sign, role) = sign(health)
            var line = Line(" \(sign) ", style: theme[role])
            line.append(TextSanitizer.singleLine(row.name), style: theme[isUsable ? .text : .disabled])
            return line
        case .modality(let modality):
            guard row.modalities.contains(modality) else { return Line(theme.incapableSign, style: theme[.disabled]) }
            let count = state.browser.count(row.id, modality) ?? row.curated.count { $0.modality == modality }
            return Line(count == 0 ? "?" : "\(count)", style: theme[isUsable ? .text : .disabled])
        case .circuit:
            guard isUsable else { return Line(row.isOff ? "off" : "no key", style: theme[.muted]) }
            if health.circuit == .closed, health.hold != nil { return Line("waits", style: theme[.warning]) }
            let (words, role) = ProviderHealth.words(health.circuit, at: session.now)
            return Line(words, style: theme[role])
        case .p50: return time(health.percentiles?.p50)
        case .p95: return time(health.percentiles?.p95)
        case .p99: return time(health.percentiles?.p99)
        case .success:
            guard let rate = health.history?.successRate else { return Line() }
            return Line("\(Int((rate * 100).rounded(.down))) %", style: theme[rate < 0.9 ? .warning : .text])
        case .spark:
            let values = health.recent.map { Optional(Double($0)) }
            return Line(Sparkline(values).text(columns: bars, unicode: theme.unicode), style: theme[.gauge])
        case .today:
            guard !row.isSandbox, let spent = state.history.today(row.id), spent != Spending() else { return Line() }
            return Line(Figures.money(spent.knownUSD) + (spent.unknownCount > 0 ? "+?" : ""), style: theme[.text])
        }
    }

    private func sign(_ health: ProviderHealth) -> (String, ThemeRole) {
        let row = health.row
        if row.isOff { return (theme.cancelledSign, .muted) }
        if row.isKeyless { return (theme.keylessSign, .muted) }
        if !row.canBeCalled { return (theme.brokenSign, .error) }
        if case .open = health.circuit { return (theme.brokenSign, .error) }
        return health.hold == nil && health.circuit == .closed
            ? (theme.readySign, .success) : (theme.limitedSign, .warning)
    }

    private func time(_ milliseconds: Double?) -> Line {
        milliseconds.map { Line(Figures.duration($0 / 1000), style: theme[.text]) } ?? Line()
    }
}
