/// The bindings of one screen, overlay or widget, in the order the help shows them.
public struct KeyMap<Action> {
    /// What a configuration calls it ("prompt"); maps of one place may share a name.
    public let name: String
    /// Heading in the help ("Everywhere", "Prompt editor").
    public let title: String
    /// The bindings; where a chord occurs twice the first one wins.
    public let bindings: [KeyBinding<Action>]

    private let indices: [KeyChord: Int]

    /// A map of `bindings`, called `name` in a configuration, under the heading `title`.
    public init(_ name: String, title: String = "", _ bindings: [KeyBinding<Action>]) {
        self.name = name
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
            name, title: title,
            bindings.map {
                KeyBinding<Other>($0.name, $0.chords, help: $0.help, hint: $0.hint, action: transform($0.action))
            }
        )
    }

    /// The same map with the keys that a person chose. A chord that is given to a binding is taken from the others.
    public func rebound(by overrides: KeyOverrides) -> KeyMap {
        guard overrides.touch(name) else { return self }
        let given = Set(bindings.flatMap { overrides[name, $0.name] ?? [] })
        return KeyMap(
            name, title: title,
            bindings.map { binding in
                var binding = binding
                binding.chords = overrides[name, binding.name] ?? binding.chords.filter { !given.contains($0) }
                return binding
            })
    }
}

extension KeyMap: Sendable where Action: Sendable {}
