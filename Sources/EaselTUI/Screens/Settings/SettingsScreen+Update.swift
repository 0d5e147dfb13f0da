import EaselCore
import TerminalUI

extension SettingsScreen {
    static func update(_ state: inout State, _ message: Message, in session: inout Session) -> [Effect] {
        switch message {
        case .shown:
            state.isLoading = true
            return [.loadSettings, .loadThemes]
        case .loaded(let content): return take(content, &state, &session)
        case .changed(let path, let content):
            let told = take(content, &state, &session)
            if path.first == "providers" {
                session.show(.confirm(.restart("The key")))
                return told
            }
            let line = state.lines.first { $0.path == path }
            guard let line, !line.isLive else { return told }
            return told + session.tell("\(line.title) counts from the next start on.")
        case .themesLoaded(let themes, let problems):
            state.themes = themes
            return problems.prefix(1).flatMap { session.tell($0, .warning) }
        case .refused(let error):
            state.isLoading = false
            state.failure = error
            return session.tell(error.message + " " + error.remedy, .error)
        case .moved(let rows): go(.rows(rows), &state, session)
        case .paged(let pages): go(.pages(pages), &state, session)
        case .jumped(let toEnd): go(toEnd ? .last : .first, &state, session)
        case .stepped(let steps): return step(by: steps, &state, &session)
        case .pressed: return press(&state, &session)
        case .chosen(let path, let change): return keep(path, change, &state)
        case .reset: return reset(&state, &session)
        case .filterOpened:
            state.filter = TextBuffer(isMultiline: false)
            state.list = ListState()
            settle(&state, session)
        case .filterClosed:
            state.filter = nil
            state.list = ListState()
            settle(&state, session)
        case .themeTried(let name): tryOn(name, state, &session)
        }
        return []
    }

    /// Whether a key was taken by the search box.
    static func type(_ chord: KeyChord, _ state: inout State, _ session: Session) -> Bool {
        guard state.filter?.apply(chord) == true else { return false }
        state.list = ListState()
        settle(&state, session)
        return true
    }

    static func paste(_ text: String, _ state: inout State, _ session: Session) {
        guard state.filter != nil else { return }
        state.filter?.insert(text)
        state.list = ListState()
        settle(&state, session)
    }

    private static func take(_ content: StudioSettings.Content, _ state: inout State, _ session: inout Session)
        -> [Effect]
    {
        state.isLoading = false
        state.failure = nil
        state.lines = content.lines
        state.problems = content.problems
        session.theme = content.theme.adapted(to: session.theme.capabilities)
        session.keys = content.keys
        session.fallbacks = content.fallbacks
        settle(&state, session)
        return []
    }

    /// Moves by rows that can be chosen, passing over headings.
    private static func go(_ step: Step, _ state: inout State, _ session: Session) {
        let rows = state.rows(session)
        let height = state.layout(in: session).rows.height
        let before = state.list.selected
        state.list.go(step, count: rows.count, height: height)
        let isBack = state.list.selected < before || step == .last
        settle(&state, session, isBack: isBack)
    }

    /// Puts the bar on a row that can be chosen: the next one, or the one before where there is none.
    static func settle(_ state: inout State, _ session: Session, isBack: Bool = false) {
        let rows = state.rows(session)
        let height = state.layout(in: session).rows.height
        guard !rows.isEmpty else { return state.list = ListState() }
        let start = min(max(0, state.list.selected), rows.count - 1)
        let after = rows[start...].firstIndex(where: \.isChosen)
        let before = rows[...start].lastIndex(where: \.isChosen)
        guard let wanted = isBack ? before ?? after : after ?? before else { return }
        state.list.select(wanted, count: rows.count, height: height)
        // The heading above the first row stays in sight.
        if wanted <= 2 { state.list.offset = 0 }
    }

    private static func step(by steps: Int, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard case .setting(let line) = state.selected(session) else { return [] }
        let words = choices(line, state)
        guard !words.isEmpty else { return press(&state, &session) }
        let index = words.firstIndex(of: line.value).map { $0 + steps } ?? (steps > 0 ? 0 : words.count - 1)
        let next = words[(index % words.count + words.count) % words.count]
        if line.path == themePath { tryOn(next, state, &session) }
        return keep(line.path, .text(next), &state)
    }

    private static func press(_ state: inout State, _ session: inout Session) -> [Effect] {
        switch state.selected(session) {
        case .setting(let line):
            guard line.kind != .readOnly else {
                return session.tell("It comes from \(line.origin) and is changed there.", .warning)
            }
            let words = choices(line, state)
            if line.kind == .flag { return step(by: 1, &state, &session) }
            session.show(words.isEmpty ? .entry(entry(line)) : .picker(picker(line, words)))
        case .key(let place, let name, let help, let keys, _):
            session.show(.keyCapture(KeyCapture(place: place, name: name, help: help, keys: keys)))
        case .heading, .problem, nil: break
        }
        return []
    }

    private static func entry(_ line: SettingLine) -> TextEntry {
        TextEntry(
            title: line.title, summary: line.summary, text: line.origin == "default" ? "" : line.value,
            placeholder: line.value
        ) { .settings(.chosen(line.path, .text($0))) }
    }

    private static func picker(_ line: SettingLine, _ words: [String]) -> Picker {
        let isTheme = line.path == themePath
        var picker = Picker(
            title: line.title, placeholder: line.value,
            items: words.map { word in
                Picker.Item(
                    title: word, note: word == line.value ? "now" : "", detail: line.summary,
                    message: .settings(.chosen(line.path, .text(word))),
                    preview: isTheme ? .settings(.themeTried(word)) : nil)
            })
        picker.left = isTheme ? .settings(.themeTried(nil)) : nil
        picker.list.selected = words.firstIndex(of: line.value) ?? 0
        return picker
    }

    private static func choices(_ line: SettingLine, _ state: State) -> [String] {
        if line.path == themePath { return state.themes.map(\.name) }
        return switch line.kind {
        case .choice(let words): words
        case .flag: ["true", "false"]
        case .text, .number, .list, .readOnly: []
        }
    }

    private static func reset(_ state: inout State, _ session: inout Session) -> [Effect] {
        switch state.selected(session) {
        case .setting(let line):
            guard line.isOwn else { return session.tell("It was not changed in the studio: \(line.origin).") }
            return keep(line.path, .reset, &state)
        case .key(let place, let name, _, _, let isOwn):
            guard isOwn else { return session.tell("This key is as it came.") }
            return keep(["keys", place, name], .reset, &state)
        case .heading, .problem, nil: return []
        }
    }

    private static func keep(_ path: [String], _ change: StudioSettings.Change, _ state: inout State) -> [Effect] {
        state.isLoading = true
        return [.changeSetting(path, change)]
    }

    private static func tryOn(_ name: String?, _ state: State, _ session: inout Session) {
        let line = state.lines.first { $0.path == themePath }
        guard let wanted = name ?? line?.value, let theme = state.themes.first(where: { $0.name == wanted }) else {
            return
        }
        session.theme = theme.adapted(to: session.theme.capabilities)
    }

    private static let themePath = ["general", "theme"]
}
