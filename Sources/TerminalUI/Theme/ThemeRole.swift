/// What a piece of the screen means; themes say how each meaning looks.
///
/// The raw value is the key in theme files.
public enum ThemeRole: String, CaseIterable, Hashable, Sendable {
    /// Ordinary text, and the background of the whole screen.
    case text
    /// Secondary text: units, hints, timestamps.
    case muted
    /// What deserves a look first.
    case accent
    /// Headings and the titles of frames.
    case title
    /// The chosen row of the list that has the focus.
    case selection
    /// The chosen row of a list without the focus.
    case selectionInactive = "selection-inactive"
    /// Frame lines.
    case border
    /// Frame lines around what has the focus.
    case borderFocused = "border-focused"
    /// The bar at the screen's edge.
    case statusBar = "status-bar"
    /// Key names in the bar.
    case statusKey = "status-key"
    /// A tab that is not open.
    case tab
    /// The open tab.
    case tabActive = "tab-active"
    /// Text in a field.
    case input
    /// What an empty field says.
    case placeholder
    /// A button.
    case button
    /// The button Enter presses.
    case buttonFocused = "button-focused"
    case success, warning, error, info
    /// A small label ("PNG", "sandbox").
    case badge
    /// The filled part of a gauge.
    case gauge
    /// The empty part of a gauge.
    case gaugeTrack = "gauge-track"
    /// The thumb of a scroll bar.
    case scrollBar = "scroll-bar"
    /// An address or a path that can be opened.
    case link
    /// Code and identifiers.
    case code
    /// A search hit.
    case match
    /// What a comparison found only on the right.
    case added
    /// What a comparison found only on the left.
    case removed
    /// What cannot be chosen now.
    case disabled
    /// Text and background of an overlay.
    case dialog

    /// The role whose look is taken when a theme does not mention this one; nil only for `text`.
    public var fallback: ThemeRole? {
        switch self {
        case .text: nil
        case .selectionInactive, .match: .selection
        case .borderFocused, .title, .statusKey, .tabActive, .link, .badge, .gauge, .info: .accent
        case .placeholder, .disabled, .tab: .muted
        case .gaugeTrack, .scrollBar: .border
        case .buttonFocused: .selection
        case .added: .success
        case .removed: .error
        case .button: .input
        default: .text
        }
    }

    /// Whether words are set in this role, so that the contrast rule applies; lines, bars and disabled items are exempt
    /// (WCAG 2.1, 1.4.3).
    public var carriesText: Bool {
        switch self {
        case .border, .borderFocused, .gauge, .gaugeTrack, .scrollBar, .disabled: false
        default: true
        }
    }
}
