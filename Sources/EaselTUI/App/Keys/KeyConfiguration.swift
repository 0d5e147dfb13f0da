public import TerminalUI

/// Reads the keys of a configuration: names of places and bindings with chords as people write them.
public enum KeyConfiguration {
    /// Places where plain characters are text.
    private static let typing: Set<String> = [
        "prompt", "editing", "model-search", "value", "history-search", "attaching", "picker",
        "compare-prompt",
    ]

    /// What can be done of a configuration, and a sentence for all that cannot: unknown names, chords that nobody can
    /// press, and conflicts.
    public static func read(_ keys: [String: [String: [String]]]) -> (keys: KeyOverrides, problems: [String]) {
        let known = Dictionary(grouping: KeyReference.sections, by: \.name)
            .mapValues { Set($0.flatMap(\.entries).map(\.name)) }
        var overrides = KeyOverrides()
        var problems: [String] = []
        for (map, bindings) in keys.sorted(by: { $0.key < $1.key }) {
            guard let names = known[map] else {
                problems.append("[keys.\(clean(map))]: there is no such place; Keybindings.md lists them.")
                continue
            }
            var taken: [KeyChord: String] = [:]
            for (name, texts) in bindings.sorted(by: { $0.key < $1.key }) {
                guard names.contains(name) else {
                    problems.append("[keys.\(map)] \(clean(name)): there is no such action.")
                    continue
                }
                var chords: [KeyChord] = []
                for text in texts {
                    guard let chord = KeyChord(text) else {
                        problems.append("[keys.\(map)] \(name): \"\(clean(text))\" is no key.")
                        continue
                    }
                    if let other = taken[chord] {
                        problems.append("[keys.\(map)] \(chord.label) is given to both \(other) and \(name).")
                        continue
                    }
                    if chord.text != nil, typing.contains(map) {
                        problems.append("[keys.\(map)] \(name): \(chord.label) is text there and cannot be a key.")
                        continue
                    }
                    taken[chord] = name
                    chords.append(chord)
                }
                // A binding of which nothing can be done keeps its own keys.
                if texts.isEmpty || !chords.isEmpty { overrides[map, name] = chords }
            }
        }
        return (overrides, problems + orphans(overrides))
    }

    /// Actions that lost their only keys to others.
    private static func orphans(_ overrides: KeyOverrides) -> [String] {
        KeyReference.sections(rebound: overrides).flatMap { section in
            section.entries.compactMap { entry in
                guard entry.keys.isEmpty, overrides[section.name, entry.name] == nil else { return nil }
                return "[keys.\(section.name)] \(entry.name) has no key any more: another action took it."
            }
        }
    }

    private static func clean(_ text: String) -> String { TextSanitizer.singleLine(String(text.prefix(60))) }
}
