import EaselCore
import TerminalUI

/// The first line: the name, the screens, what is running, the sandbox badge, today's spend.
struct TopBar {
    private let session: Session

    init(_ state: App.State) { session = state.session }

    private static let name = " easel  "

    private func title(_ route: Route) -> String {
        let running = session.generations.running.count
        return "F\(route.functionKey) \(route.title)" + (route == .jobs && running > 0 ? " \(running)" : "")
    }

    /// Where each tab is.
    private func places(in row: Rect) -> [(route: Route, place: Rect)] {
        var x = row.x + DisplayWidth.width(of: Self.name)
        return Route.allCases.map { route in
            let width = DisplayWidth.width(of: title(route)) + 2
            defer { x += width + 1 }
            return (route, Rect(x: x, y: row.y, width: width, height: 1).intersection(row))
        }
    }

    func route(at point: Point, in row: Rect) -> Route? { places(in: row).first { $0.place.contains(point) }?.route }

    func draw(in row: Rect, on surface: inout Surface) {
        let theme = session.theme
        surface.fill(row, style: theme[.statusBar])
        drawName(in: row, on: &surface)
        let places = places(in: row)
        for (route, place) in places {
            let isOpen = route == session.route
            let text = isOpen ? "[\(title(route))]" : " \(title(route)) "
            surface.write(
                text, at: place.origin, style: isOpen ? theme[.tabActive] : theme.style(.muted, on: .statusBar),
                in: place)
        }
        drawRight(in: row.inset(by: Insets(left: (places.last?.place.maxX ?? 0) + 1)), on: &surface)
    }

    /// A profile is always told, because what is made goes into it: where there is no room for its whole name at the right, its
    /// beginning stands in the place of the program's.
    private func drawName(in row: Rect, on surface: inout Surface) {
        let theme = session.theme
        guard let profile = session.profile else {
            surface.write(
                Self.name, at: row.origin, style: theme.style(.accent, on: .statusBar).adding(.bold), in: row)
            return
        }
        let width = DisplayWidth.width(of: Self.name)
        let name = " " + profile.prefix(max(0, width - 2))
        surface.write(name, at: row.origin, style: theme[.badge], in: row)
    }

    private func drawRight(in room: Rect, on surface: inout Surface) {
        let theme = session.theme
        var line = Line()
        let badge = session.isSandbox || session.isReplay ? " sandbox  ".count : 0
        if let profile = session.profile?.prefix(24), profile.count + 3 + badge <= room.width {
            line.append(" \(profile) ", style: theme[.badge])
            line.append(" ", style: theme[.statusBar])
        }
        if session.isSandbox || session.isReplay {
            line.append(session.isReplay ? " replay " : " sandbox ", style: theme[.badge])
            line.append("  ", style: theme[.statusBar])
        }
        if let spent = session.spentSession, spent.knownUSD > 0 {
            let words = "\(Figures.money(spent.knownUSD)) session  "
            let rest = session.spentToday.map { DisplayWidth.width(of: Figures.today($0)) + 1 } ?? 0
            if line.width + words.count + rest <= room.width { line.append(words, style: theme[.statusBar]) }
        }
        if let spent = session.spentToday { line.append(Figures.today(spent) + " ", style: theme[.statusBar]) }
        // The badge is never given up: the money is, where there is no room for both.
        if line.width > room.width { line.spans = line.spans.filter { $0.style == theme[.badge] } }
        surface.write(line, at: Point(x: max(room.x, room.maxX - line.width), y: room.y), in: room)
    }
}
