import EaselCore
import TerminalUI

/// The first line: the name, the screens, what is running, the sandbox badge, today's spend.
struct TopBar {
    private let session: Session

    init(_ state: App.State) { session = state.session }

    private static let name = " easel  "

    /// How much room the titles take; they give way before the money and the badge do.
    private enum Fit: CaseIterable {
        case roomy, close, short
        /// Neighbours share the column between them.
        case packed, tight
        /// Only the open screen has its title.
        case numbers
    }

    private func title(_ route: Route, _ fit: Fit = .roomy) -> String {
        let running = session.generations.running.count
        let name =
            switch fit {
            case .roomy, .close: " " + route.title
            case .short, .packed: " " + route.title.prefix(4)
            case .tight: " " + route.title.prefix(3)
            case .numbers: route == session.route ? " " + route.title.prefix(7) : ""
            }
        return "F\(route.functionKey)\(name)" + (route == .jobs && running > 0 ? " \(running)" : "")
    }

    private func widths(_ fit: Fit) -> [Int] { Route.allCases.map { DisplayWidth.width(of: title($0, fit)) + 2 } }

    private static func gap(_ fit: Fit) -> Int {
        switch fit {
        case .roomy: 1
        case .close, .short: 0
        case .packed, .tight, .numbers: -1
        }
    }

    /// The longest titles beside which badge and money have their place.
    private func fit(in row: Rect) -> Fit {
        let room = row.width - DisplayWidth.width(of: Self.name) - right(in: .max).width
        return Fit.allCases.first { fit in
            widths(fit).reduce(0) { $0 + $1 + Self.gap(fit) } - Self.gap(fit) <= room
        } ?? .numbers
    }

    /// Where each tab is.
    private func places(in row: Rect) -> [(route: Route, place: Rect)] {
        var x = row.x + DisplayWidth.width(of: Self.name)
        let fit = fit(in: row)
        return zip(Route.allCases, widths(fit)).map { route, width in
            defer { x += width + Self.gap(fit) }
            return (route, Rect(x: x, y: row.y, width: width, height: 1).intersection(row))
        }
    }

    func route(at point: Point, in row: Rect) -> Route? { places(in: row).first { $0.place.contains(point) }?.route }

    func draw(in row: Rect, on surface: inout Surface) {
        let theme = session.theme
        surface.fill(row, style: theme[.statusBar])
        drawName(in: row, on: &surface)
        let places = places(in: row)
        let fit = fit(in: row)
        // The open one last: its brackets may stand in the columns of its neighbours.
        for (route, place) in places.filter({ $0.route != session.route })
            + places.filter({ $0.route == session.route })
        {
            let isOpen = route == session.route
            let text = isOpen ? "[\(title(route, fit))]" : " \(title(route, fit)) "
            surface.write(
                text, at: place.origin, style: isOpen ? theme[.tabActive] : theme.style(.muted, on: .statusBar),
                in: place)
        }
        drawRight(in: row.inset(by: Insets(left: places.last?.place.maxX ?? 0)), on: &surface)
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
        var line = right(in: room.width)
        // The badge is never given up: the money is, where there is no room for both.
        if line.width > room.width { line.spans = line.spans.filter { $0.style == session.theme[.badge] } }
        surface.write(line, at: Point(x: max(room.x, room.maxX - line.width), y: room.y), in: room)
    }

    /// Badge and money; what the session cost only where a row is long enough for it too.
    ///
    /// - Parameter width: columns there are; the most for what has to be there in any case.
    private func right(in width: Int) -> Line {
        let theme = session.theme
        var line = Line()
        let badge = session.isSandbox || session.isReplay ? " sandbox  ".count : 0
        if let profile = session.profile?.prefix(24), profile.count + 3 + badge <= width {
            line.append(" \(profile) ", style: theme[.badge])
            line.append(" ", style: theme[.statusBar])
        }
        if session.isSandbox || session.isReplay {
            line.append(session.isReplay ? " replay " : " sandbox ", style: theme[.badge])
            line.append("  ", style: theme[.statusBar])
        }
        if let spent = session.spentSession, spent.knownUSD > 0, width < .max {
            let words = "\(Figures.money(spent.knownUSD)) session  "
            let rest = session.spentToday.map { DisplayWidth.width(of: Figures.today($0)) + 1 } ?? 0
            if line.width + words.count + rest <= width { line.append(words, style: theme[.statusBar]) }
        }
        if let spent = session.spentToday { line.append(Figures.today(spent) + " ", style: theme[.statusBar]) }
        return line
    }
}
