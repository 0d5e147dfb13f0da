/// Chords, what they do, and the words that explain it; help, hints and the key reference are made from these.
public struct KeyBinding<Action> {
    /// What a configuration calls it ("send"); unique in its map and never changed, because people write it down.
    public var name: String
    /// The chords that trigger the action; the first one is shown in hints. Empty when a person took them all away.
    public var chords: [KeyChord]
    /// One sentence for the help, starting with a verb ("Send the prompt").
    public var help: String
    /// One or two words for the hint bar ("send"); nil keeps the binding out of it.
    public var hint: String?
    /// What to do.
    public var action: Action

    /// A binding of `chords` to `action`.
    public init(_ name: String, _ chords: [KeyChord], help: String, hint: String? = nil, action: Action) {
        self.name = name
        self.chords = chords
        self.help = help
        self.hint = hint
        self.action = action
    }

    /// A binding of one chord to `action`.
    public init(_ name: String, _ chord: KeyChord, help: String, hint: String? = nil, action: Action) {
        self.init(name, [chord], help: help, hint: hint, action: action)
    }
}

extension KeyBinding: Sendable where Action: Sendable {}
extension KeyBinding: Equatable where Action: Equatable {}
