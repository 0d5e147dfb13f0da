/// Chords, what they do, and the words that explain it; help, hints and the key reference are made from these.
public struct KeyBinding<Action> {
    /// The chords that trigger the action; the first one is shown in hints.
    public var chords: [KeyChord]
    /// One sentence for the help, starting with a verb ("Send the prompt").
    public var help: String
    /// One or two words for the hint bar ("send"); nil keeps the binding out of it.
    public var hint: String?
    /// What to do.
    public var action: Action

    /// A binding of `chords` to `action`.
    public init(_ chords: [KeyChord], help: String, hint: String? = nil, action: Action) {
        self.chords = chords
        self.help = help
        self.hint = hint
        self.action = action
    }

    /// A binding of one chord to `action`.
    public init(_ chord: KeyChord, help: String, hint: String? = nil, action: Action) {
        self.init([chord], help: help, hint: hint, action: action)
    }
}

extension KeyBinding: Sendable where Action: Sendable {}
extension KeyBinding: Equatable where Action: Equatable {}
