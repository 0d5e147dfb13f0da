/// Keys that a person chose in place of the built-in ones, by the names of map and binding.
public struct KeyOverrides: Hashable, Sendable {
    private var chords: [String: [String: [KeyChord]]] = [:]

    /// No overrides.
    public init() {}

    /// The chords chosen for a binding, which may be none at all; nil where nothing was chosen.
    public subscript(map: String, binding: String) -> [KeyChord]? {
        get { chords[map]?[binding] }
        set { chords[map, default: [:]][binding] = newValue }
    }

    /// Whether anything was chosen for a map.
    public func touch(_ map: String) -> Bool { chords[map]?.isEmpty == false }

    /// Whether nothing was chosen.
    public var isEmpty: Bool { chords.allSatisfy(\.value.isEmpty) }
}
