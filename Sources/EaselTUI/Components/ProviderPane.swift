import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Who can make it: ready, limited, without a key, or not able to.
struct ProviderPane {
    private let state: StudioScreen.State
    private let session: Session

    init(_ state: StudioScreen.State, _ session: Session) {
        self.state = state
        self.session = session
    }

    func draw(in area: Rect, on surface: inout Surface) {
        guard !area.isEmpty else { return }
        ItemList(count: state.providers.count, state: state.providerList, isFocused: state.focus == .provider) { row in
            line(state.providers[row], width: area.width)
        }.draw(in: area, on: &surface, theme: session.theme)
    }

    private func line(_ row: ProviderRow, width: Int) -> Line {
        let theme = session.theme
        let readiness = row.readiness(for: state.modality, limit: state.forecast(of: row, session)?.until)
        let isChosen = row.id == state.desk.provider
        var line = Line((isChosen ? theme.chosenSign : " ") + " ", style: theme[.accent])
        let (sign, role) = readiness.sign(theme, now: session.now)
        let name = theme.truncated(row.name, to: max(1, width - 4 - DisplayWidth.width(of: sign)))
        line.append(
            name.padded(to: max(1, width - 3 - DisplayWidth.width(of: sign))),
            style: theme[readiness.isUsable ? .text : .disabled])
        line.append(sign, style: theme[role])
        return line
    }
}

extension ProviderRow.Readiness {
    /// The sign of the pane, with the seconds that a pause still lasts.
    func sign(_ theme: Theme, now: Date) -> (text: String, role: ThemeRole) {
        switch self {
        case .ready: (theme.readySign, .success)
        case .limited(let until):
            ("\(theme.limitedSign) \(Figures.runningTime(until.timeIntervalSince(now).rounded(.up)))", .warning)
        case .keyless: (theme.keylessSign, .muted)
        case .broken: (theme.brokenSign, .error)
        case .incapable: (theme.incapableSign, .disabled)
        }
    }
}
