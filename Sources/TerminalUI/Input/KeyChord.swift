/// A key together with its modifiers, in one normal form, so that equal presses are equal values.
public struct KeyChord: Hashable, Sendable {
    /// The key.
    public let key: Key
    /// The modifiers held with it.
    public let modifiers: KeyModifiers

    /// A chord in normal form: shift and tab is `backTab`, a character carries no shift, control goes with lower case.
    public init(_ key: Key, _ modifiers: KeyModifiers = []) {
        var key = key
        var modifiers = modifiers
        switch key {
        case .tab where modifiers.contains(.shift):
            key = .backTab
            modifiers.remove(.shift)
        case .backTab:
            modifiers.remove(.shift)
        case .character(let character):
            if modifiers.contains(.control) {
                key = .character(KeyChord.single(character.lowercased(), or: character))
            } else if modifiers.contains(.shift) {
                key = .character(KeyChord.single(character.uppercased(), or: character))
            }
            modifiers.remove(.shift)
        default:
            break
        }
        self.key = key
        self.modifiers = modifiers
    }

    /// A plain character.
    public static func character(_ character: Character) -> KeyChord { KeyChord(.character(character)) }
    /// A character with Ctrl.
    public static func ctrl(_ character: Character) -> KeyChord { KeyChord(.character(character), .control) }
    /// A key with Ctrl.
    public static func ctrl(_ key: Key) -> KeyChord { KeyChord(key, .control) }
    /// A character with Alt.
    public static func alt(_ character: Character) -> KeyChord { KeyChord(.character(character), .alt) }
    /// A key with Alt.
    public static func alt(_ key: Key) -> KeyChord { KeyChord(key, .alt) }
    /// A function key, counted from 1.
    public static func function(_ number: Int) -> KeyChord { KeyChord(.function(number)) }

    /// The character a text field inserts for this chord; nil for anything but a plain character.
    public var text: Character? {
        guard case .character(let character) = key, modifiers.isEmpty else { return nil }
        return character
    }

    private static func single(_ text: String, or original: Character) -> Character {
        text.count == 1 ? text.first ?? original : original
    }
}
