/// What changed between two texts, word by word.
public struct WordDifference: Hashable, Sendable {
    /// A run of text that both have, or only one of them.
    public struct Part: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case kept, removed, added
        }

        public var kind: Kind
        public var text: String

        public init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// In reading order; what was removed stands before what was added in its place. Kept and removed parts make up the old
    /// text, kept and added parts the new one.
    public let parts: [Part]

    /// Beyond this many changes among the words between the common start and end, all of them count as replaced: the
    /// comparison takes time and memory by words times changes.
    static let wordLimit = 3_000

    /// Compares `old` with `new`.
    public init(from old: String, to new: String) {
        let (old, new) = (Self.words(of: old), Self.words(of: new))
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
            end += 1
        }
        var builder = Builder()
        builder.add(.kept, old[..<start])
        builder.compare(Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
        builder.add(.kept, old[(old.count - end)...])
        parts = Self.joined(builder.parts)
    }

    /// Whether the texts are the same.
    public var isEmpty: Bool { parts.allSatisfy { $0.kind == .kept } }

    /// The whole as one text: what was removed between `[-` and `-]`, what was added between `{+` and `+}`, so that it can be
    /// read without colours.
    public var text: String {
        parts.map { part in
            switch part.kind {
            case .kept: part.text
            case .removed: "[-\(part.text)-]"
            case .added: "{+\(part.text)+}"
            }
        }.joined()
    }

    /// Words, runs of blanks, single line breaks, and every other character on its own. Nothing is left out.
    static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var kind: Int?
        for index in text.indices {
            let character = text[index]
            let next: Int? = character.isNewline ? nil : character.isWhitespace ? 0 : character.isPartOfWord ? 1 : nil
            if index > start, next == nil || next != kind {
                words.append(text[start..<index])
                start = index
            }
            kind = next
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    /// Replacements with nothing but blanks between them become one: "[-red house-]{+blue car+}" reads better than two.
    private static func joined(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for (index, part) in parts.enumerated() {
            let isBlank = part.kind == .kept && part.text.allSatisfy(\.isWhitespace)
            guard isBlank, result.count >= 2, parts.count > index + 2,
                result.suffix(2).map(\.kind) == [.removed, .added],
                parts[index + 1].kind == .removed, parts[index + 2].kind == .added
            else {
                let last = result.count - 1
                if part.kind != .kept, last >= 1, result[last].kind == .added, result[last - 1].kind == .removed {
                    result[part.kind == .added ? last : last - 1].text += part.text
                } else {
                    result.append(part)
                }
                continue
            }
            result[result.count - 2].text += part.text
            result[result.count - 1].text += part.text
        }
        return result
    }

    private struct Builder {
        var parts: [Part] = []

        mutating func add(_ kind: Part.Kind, _ words: some Sequence<Substring>) {
            let text = words.joined()
            if text.isEmpty { return }
            if let last = parts.indices.last, parts[last].kind == kind {
                parts[last].text += text
            } else {
                parts.append(Part(kind, text))
            }
        }

        mutating func compare(_ old: [Substring], _ new: [Substring]) {
            guard !old.isEmpty, !new.isEmpty, old.count + new.count <= WordDifference.wordLimit else {
                add(.removed, old)
                add(.added, new)
                return
            }
            var removed: Set<Int> = []
            var added: Set<Int> = []
            for change in new.difference(from: old) {
                switch change {
                case .remove(let offset, _, _): removed.insert(offset)
                case .insert(let offset, _, _): added.insert(offset)
                }
            }
            var (left, right) = (0, 0)
            while left < old.count || right < new.count {
                let goneStart = left
                while left < old.count, removed.contains(left) { left += 1 }
                add(.removed, old[goneStart..<left])
                let newStart = right
                while right < new.count, added.contains(right) { right += 1 }
                add(.added, new[newStart..<right])
                if left < old.count, right < new.count, !removed.contains(left) {
                    add(.kept, old[left...left])
                    (left, right) = (left + 1, right + 1)
                }
            }
        }
    }
}

extension Character {
    fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}
