import TerminalUI

/// Where the parts of the screen are: the pages' tabs, then one or two panes.
struct ProvidersLayout: Equatable {
    var tabs: Rect
    /// Borders included.
    var main: Rect
    /// Below the table of providers; nil on other pages and where there is no room.
    var detail: Rect?

    init(in body: Rect, page: ProvidersScreen.Page, providers: Int) {
        let (tabs, rest) = body.splitTop(1)
        self.tabs = tabs
        main = rest
        guard page == .health, rest.height >= 9 else { return }
        let rows = min(providers + 3, max(5, rest.height * 3 / 5))
        main = rest.splitTop(rows).top
        detail = Rect(x: rest.x, y: rest.y + rows - 1, width: rest.width, height: rest.height - rows + 1)
    }

    /// Heading and rows.
    var table: Rect { main.inset(by: 1) }
    var inside: Rect { detail.map { $0.inset(by: Insets(top: 1, left: 2, bottom: 1, right: 1)) } ?? .zero }
    /// The line that narrows the models.
    var search: Rect { table.row(0) }
    /// Heading and rows of the models.
    var models: Rect { table.splitTop(1).rest }
}
