import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// The measures of all targets in rows; before sending, what each costs and leaves out.
struct CompareTableView {
    let state: CompareScreen.State
    let session: Session

    private var theme: Theme { session.theme }

    private struct Column {
        var title: String
        var key: MeasureKey?
        var width: Constraint
        var cell: (ComparisonMeasures) -> String
    }

    func draw(in area: Rect, on surface: inout Surface) {
        guard !area.isEmpty else { return }
        guard let sheet = state.sheet else { return drawForecast(in: area, on: &surface) }
        let columns = fitting(columns(sheet), area.width)
        let rows = sheet.rows(state.table)
        Table(
            columns: columns.map { column in
                let sign = column.key == state.table.key ? (isUpward ? " ^" : " v") : ""
                return TableColumn(
                    column.title + sign, width: column.width, alignment: column.key == .target ? .left : .right)
            }, count: rows.count, state: state.table.list, isFocused: state.focus == .table
        ) { index in
            let role: ThemeRole = sheet.best.contains(rows[index].slot) ? .success : .text
            return columns.map { Line(TextSanitizer.singleLine($0.cell(rows[index])), style: theme[role]) }
        }.draw(in: area, on: &surface, theme: theme)
    }

    private var isUpward: Bool { state.table.key.isAscending != state.table.isReversed }

    private func columns(_ sheet: CompareSheet) -> [Column] {
        let modality = sheet.comparison.draft.modality
        let fairness = Fairness(sheet.board)
        let dash = theme.unicode ? "–" : "-"
        let milliseconds = { (value: Double?) in value.map { String(format: "%.0f ms", $0) } ?? dash }
        var columns = [
            Column(title: "target", key: .target, width: .fill(1)) { row in
                (sheet.best.contains(row.slot) ? theme.starSign + " " : "") + sheet.name(of: row.slot)
            },
            Column(title: "total", key: .total, width: .fixed(11)) { milliseconds($0.total) },
            Column(title: "cost", key: .cost, width: .fixed(11)) { cost($0, dash) },
            Column(title: "first", key: .firstOutput, width: .fixed(10)) { milliseconds($0.firstOutput) },
        ]
        if modality == .text {
            columns.append(
                Column(title: "tokens/s", key: .tokensPerSecond, width: .fixed(10)) { row in
                    row.tokensPerSecond.map { String(format: "%.1f", $0) } ?? dash
                })
        }
        columns.append(
            Column(title: "output", key: .size, width: .fixed(11)) { row in
                row.characters.map { String(format: "%.0f chars", $0) } ?? row.bytes.map { Figures.bytes(Int64($0)) }
                    ?? dash
            })
        if modality == .image || modality == .video {
            columns.append(
                Column(title: "pixels", key: .dimensions, width: .fixed(11)) { $0.dimensions?.description ?? dash })
        }
        if modality == .video || modality == .audio || modality == .speech {
            columns.append(
                Column(title: "length", key: .duration, width: .fixed(9)) { row in
                    row.duration.map { String(format: "%.2f s", $0) } ?? dash
                })
        }
        if !sheet.judgements.isEmpty {
            columns.append(
                Column(title: "judges", key: nil, width: .fixed(8)) { row in
                    let count = sheet.judgeCount(of: row.slot)
                    return count.of > 0 ? "\(count.best)/\(count.of)" : dash
                })
        }
        columns += [
            Column(title: "warnings", key: .warnings, width: .fixed(10)) { "\($0.warnings)" },
            Column(title: "tries", key: .attempts, width: .fixed(8)) { "\($0.attempts)" },
            Column(title: "ended", key: nil, width: .fixed(7)) { "\($0.succeeded)/\(sheet.comparison.repeats)" },
            Column(title: "not as asked", key: nil, width: .fixed(24)) { row in
                let names = Set(fairness.notes(of: row.slot).compactMap(\.parameter)).sorted()
                return names.isEmpty ? dash : names.joined(separator: ", ")
            },
        ]
        return columns
    }

    /// As many columns as there is room for, the sorted one among them.
    private func fitting(_ columns: [Column], _ width: Int) -> [Column] {
        var room = width - 22
        return columns.filter { column in
            guard case .fixed(let needed) = column.width else { return true }
            guard room >= needed + 1 else { return false }
            room -= needed + 1
            return true
        }
    }

    private func cost(_ row: ComparisonMeasures, _ dash: String) -> String {
        guard row.cost.knownUSD > 0 || row.cost.unknownCount > 0 else { return row.succeeded > 0 ? "$0.00" : dash }
        if row.cost.unknownCount > 0 && row.cost.knownUSD == 0 { return "unknown" }
        return Figures.money(row.cost.knownUSD) + (row.cost.unknownCount > 0 ? " +\(row.cost.unknownCount)?" : "")
    }

    private func drawForecast(in area: Rect, on surface: inout Surface) {
        let known = state.forecast.outlook?.targets ?? []
        let rows = state.chosen.indices.map { slot in known.first { $0.slot == slot } }
        Table(
            columns: [
                TableColumn("target", width: .fill(1)), TableColumn("cost", width: .fixed(20)),
                TableColumn("does not honour", width: .fill(1)),
            ], count: rows.count, state: state.table.list, isFocused: state.focus == .table
        ) { index in
            let row = rows[index]
            let remarks = row?.refusal.map { [$0.message] } ?? row?.warnings.map { $0.parameter ?? $0.message } ?? []
            return [
                Line(TextSanitizer.singleLine("\(state.chosen[index].reference)"), style: theme[.text]),
                Line(row?.estimate?.words ?? "not known", style: theme[.text]),
                Line(TextSanitizer.singleLine(remarks.joined(separator: ", ")), style: theme[.warning]),
            ]
        }.draw(in: area, on: &surface, theme: theme)
    }
}
