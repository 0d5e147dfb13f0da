import EaselCore
import TerminalUI

extension App {
    /// Draws the whole screen; returns where the cursor stands.
    static func view(_ state: State, on surface: inout Surface) -> Point? {
        let session = state.session
        let theme = session.theme
        surface.fill(surface.bounds, style: theme[.text])
        guard FrameLayout.fits(surface.size) else { return drawTooSmall(on: &surface, theme) }
        let frame = FrameLayout(surface.size)
        TopBar(state).draw(in: frame.top, on: &surface)
        var cursor: Point?
        let tip: Line
        switch session.route {
        case .studio:
            cursor = StudioScreen.view(state.studio, session, tick: state.tick, on: &surface)
            tip = StudioTip(state.studio, session).line
        case .history:
            cursor = HistoryScreen.view(state.history, session, on: &surface)
            tip = HistoryScreen.tip(state.history, theme)
        case .settings:
            cursor = SettingsScreen.view(state.settings, session, on: &surface)
            tip = SettingsScreen.tip(state.settings, session)
        case .compare:
            cursor = CompareScreen.view(state.compare, session, tick: state.tick, on: &surface)
            tip = CompareScreen.tip(state.compare, session)
        case .jobs:
            JobsScreen.view(state.jobs, session, tick: state.tick, on: &surface)
            tip = JobsScreen.tip(state.jobs, session)
        case .providers:
            cursor = ProvidersScreen.view(state.providers, session, tick: state.tick, on: &surface)
            tip = ProvidersScreen.tip(state.providers, session)
        }
        StatusBar(tip: tip, maps: keyMaps(state)).draw(tip: frame.tip, hints: frame.hints, on: &surface, theme: theme)
        ToastStack(toasts: session.toasts).draw(above: frame.tip, on: &surface, theme: theme)
        for overlay in session.overlays { cursor = overlay.draw(in: surface.bounds, on: &surface, theme: theme) }
        return cursor
    }

    /// Says what is wrong in whatever room there is; the state waits unharmed.
    private static func drawTooSmall(on surface: inout Surface, _ theme: Theme) -> Point? {
        let words =
            surface.size.width < 20
            ? "too small" : "too small: needs \(FrameLayout.smallest.width)x\(FrameLayout.smallest.height)"
        Paragraph(words, style: theme[.warning], width: max(1, surface.size.width)).draw(
            in: surface.bounds, on: &surface)
        return nil
    }
}
