import TerminalUI

/// Input goes to the top overlay, then to the screen, then to the keys that work everywhere.
extension App {
    static func input(_ state: inout State, _ event: InputEvent) -> [Effect] {
        switch event {
        case .key(let chord): return key(chord, &state)
        case .mouse(let mouse): return App.mouse(mouse, &state)
        case .paste(let text): return paste(text, &state)
        case .resize(let size):
            state.session.size = size
            return []
        case .capabilities(let capabilities):
            state.session.theme = state.session.theme.adapted(to: capabilities)
            return []
        case .focusGained, .focusLost:
            state.session.hasFocus = event == .focusGained
            return []
        case .suspendRequested, .resumed, .terminate, .hangup: return []
        }
    }

    private static func key(_ chord: KeyChord, _ state: inout State) -> [Effect] {
        if case .keyCapture(let capture) = state.session.overlays.last { return take(chord, for: capture, &state) }
        let maps = keyMaps(state)
        if state.isTyping {
            // In a field, a plain character is text whatever else it may mean outside.
            if chord.text != nil, let effects = type(chord, &state) { return effects }
        }
        if let message = maps.lazy.compactMap({ $0.action(for: chord) }).first { return handle(&state, message) }
        return type(chord, &state) ?? []
    }

    /// Gives a key to the text field that has the focus; nil when there is none or it means nothing there.
    private static func type(_ typed: KeyChord, _ state: inout State) -> [Effect]? {
        guard let chord = EditingKeys.translated(typed, by: state.session.keys) else { return nil }
        if case .attach(var field) = state.session.overlays.last {
            guard field.buffer.apply(chord) else { return nil }
            field.problem = nil
            let prefix = field.wantsListing()
            state.session.overlays[state.session.overlays.count - 1] = .attach(field)
            return prefix.map { [.listPaths($0)] } ?? []
        }
        if case .picker(var picker) = state.session.overlays.last {
            guard picker.type(chord) else { return nil }
            state.session.overlays[state.session.overlays.count - 1] = .picker(picker)
            return picker.chosen?.preview.map { handle(&state, $0) } ?? []
        }
        if case .entry(var entry) = state.session.overlays.last {
            guard entry.buffer.apply(chord) else { return nil }
            state.session.overlays[state.session.overlays.count - 1] = .entry(entry)
            return []
        }
        if case .fields(var form) = state.session.overlays.last {
            guard form.type(chord) else { return nil }
            state.session.overlays[state.session.overlays.count - 1] = .fields(form)
            return []
        }
        guard state.session.overlays.isEmpty else { return nil }
        switch state.session.route {
        case .studio: return StudioScreen.type(chord, &state.studio, state.session) ? [] : nil
        case .history: return HistoryScreen.type(chord, &state.history)
        case .settings: return SettingsScreen.type(chord, &state.settings, state.session) ? [] : nil
        case .compare: return CompareScreen.type(chord, &state.compare, state.session) ? [] : nil
        case .jobs: return nil
        case .providers: return ProvidersScreen.type(chord, &state.providers)
        }
    }

    private static func paste(_ text: String, _ state: inout State) -> [Effect] {
        if case .attach = state.session.overlays.last {
            updateAttachField(&state) { $0.buffer.insert(text) }
            return listPaths(&state)
        }
        if case .picker(var picker) = state.session.overlays.last {
            picker.paste(text)
            state.session.overlays[state.session.overlays.count - 1] = .picker(picker)
            return []
        }
        if case .entry(var entry) = state.session.overlays.last {
            entry.buffer.insert(text)
            state.session.overlays[state.session.overlays.count - 1] = .entry(entry)
            return []
        }
        if case .fields(var form) = state.session.overlays.last {
            form.paste(text)
            state.session.overlays[state.session.overlays.count - 1] = .fields(form)
            return []
        }
        guard state.session.overlays.isEmpty else { return [] }
        switch state.session.route {
        case .studio: return StudioScreen.paste(text, &state.studio, state.session)
        case .history: return HistoryScreen.paste(text, &state.history)
        case .settings: SettingsScreen.paste(text, &state.settings, state.session)
        case .compare: CompareScreen.paste(text, &state.compare)
        case .jobs: break
        case .providers: ProvidersScreen.paste(text, &state.providers)
        }
        return []
    }

    /// The key that was waited for.
    private static func take(_ chord: KeyChord, for capture: KeyCapture, _ state: inout State) -> [Effect] {
        state.session.overlays.removeLast()
        guard let change = capture.change(chord) else { return [] }
        return handle(&state, .settings(.chosen(["keys", capture.place, capture.name], change)))
    }

    static func updateAttachField(_ state: inout State, _ change: (inout AttachField) -> Void) {
        guard case .attach(var field) = state.session.overlays.last else { return }
        change(&field)
        state.session.overlays[state.session.overlays.count - 1] = .attach(field)
    }

    static func listPaths(_ state: inout State) -> [Effect] {
        var prefix: String?
        updateAttachField(&state) { prefix = $0.wantsListing() }
        return prefix.map { [.listPaths($0)] } ?? []
    }
}
