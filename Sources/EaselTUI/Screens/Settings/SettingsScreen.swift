import EaselCore
import TerminalUI

/// What can be set, what it is set to, and who said so.
enum SettingsScreen {
    struct State: Equatable {
        var lines: [SettingLine] = []
        var problems: [String] = []
        var themes: [Theme] = []
        var list = ListState()
        /// What narrows the list, while it is open.
        var filter: TextBuffer?
        var isLoading = false
        var failure: EaselError?
    }

    enum Message: Equatable, Sendable {
        case shown
        case loaded(StudioSettings.Content)
        /// A change was kept.
        case changed([String], StudioSettings.Content)
        case themesLoaded([Theme], problems: [String])
        case refused(EaselError)
        case moved(by: Int)
        case paged(by: Int)
        case jumped(toEnd: Bool)
        /// To the neighbouring value.
        case stepped(by: Int)
        /// Enter: choose, type, or press a new key.
        case pressed
        /// A value that was chosen or typed.
        case chosen([String], StudioSettings.Change)
        case reset
        case filterOpened, filterClosed
        /// A theme is under the bar: it is tried on; nil goes back.
        case themeTried(String?)
    }
}

extension SettingsScreen.State {
    /// The rows in sight or not: settings, then keys, under their headings.
    func rows(_ session: Session) -> [SettingsRow] {
        SettingsRow.all(self, session).filter(matching: filter?.text ?? "")
    }

    func selected(_ session: Session) -> SettingsRow? {
        let rows = rows(session)
        return rows.indices.contains(list.selected) ? rows[list.selected] : nil
    }

    func layout(in session: Session) -> SettingsLayout { SettingsLayout(in: FrameLayout(session.size).body) }
}

/// Where the parts of the screen are.
struct SettingsLayout: Equatable {
    /// Borders included.
    var list: Rect

    init(in body: Rect) { list = body }

    var rows: Rect { list.inset(by: 1) }
}
