/// The bindings of one screen, overlay or widget, in the order the help shows them.
public struct KeyMap<Action> {
    /// Heading in the help ("Everywhere", "Prompt editor").
    public let title: String
    /// The bindings; where a chord occurs twice the first one wins.
    public let bindings: [KeyBinding<Action>]

    private let indices: [KeyChord: Int]

    /// A map of `bindings` under the heading `title`.
    public init(title: String = "", _ bindings: [KeyBinding<Action>]) {
        self.title = title
        self.bindings = bindings
        var indices: [KeyChord: Int] = [:]
        for (index, binding) in bindings.enumerated() {
            for chord in binding.chords where indices[chord] == nil {
                indices[chord] = index
            }
        }
        self.indices = indices
    }

    /// What `chord` does here; nil when it is not bound.
    public func action(for chord: KeyChord) -> Action? {
        indices[chord].map { bindings[$0].action }
    }

    /// The binding `chord` belongs to.
    public func binding(for chord: KeyChord) -> KeyBinding<Action>? {
        indices[chord].map { bindings[$0] }
    }

    /// Chords bound more than once, in order of appearance; empty in a sound map.
    public var conflicts: [KeyChord] {
        var seen: Set<KeyChord> = []
        var reported: Set<KeyChord> = []
        return bindings.flatMap(\.chords).filter { !seen.insert($0).inserted && reported.insert($0).inserted }
    }

    /// The same chords with actions of another type, for passing one map up to a parent.
    public func map<Other>(_ transform: (Action) -> Other) -> KeyMap<Other> {
        KeyMap<Other>(
            title: title,
            bindings.map { KeyBinding<Other>($0.chords, help: $0.help, hint: $0.hint, action: transform($0.action)) }
        )
    }
}

extension KeyMap: Sendable where Action: Sendable {}
