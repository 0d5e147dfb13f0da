public import Foundation

/// What a person keeps about a generation, beside what was made.
public struct Curation: Hashable, Sendable, Codable {
    /// The name that a person gave it; nil for none.
    public var name: String?
    public var note: String?
    /// Without doubles, in the order of the alphabet; as they were first written.
    public var tags: [String]
    public var isStarred: Bool
    /// One to five; nil while it was not judged.
    public var rating: Int?
    /// When it was put into the trash; nil for what is not in it.
    public var trashedAt: Date?
    /// The comparison that it belongs to; nil for none.
    public var comparison: String?

    public init(
        name: String? = nil, note: String? = nil, tags: [String] = [], isStarred: Bool = false, rating: Int? = nil,
        trashedAt: Date? = nil, comparison: String? = nil
    ) {
        self.name = name
        self.note = note
        self.tags = tags
        self.isStarred = isStarred
        self.rating = rating
        self.trashedAt = trashedAt
        self.comparison = comparison
    }

    /// Two tags with the same key are one tag.
    public static func tagKey(_ tag: String) -> String {
        tag.folding(options: [.caseInsensitive, .widthInsensitive], locale: nil)
    }

    /// A tag as it is kept: without space around it and without line feeds, at most 64 characters; nil when nothing is left.
    public static func cleanTag(_ text: String) -> String? {
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "\0" })
        let clean = words.joined(separator: " ").prefix(64)
        return clean.isEmpty ? nil : String(clean)
    }

    /// A name or note as it is kept; nil when nothing is left.
    public static func cleanText(_ text: String?) -> String? {
        guard let text else { return nil }
        let clean = text.replacing("\0", with: "").trimmingCharacters(in: .whitespacesAndNewlines)
        return clean.isEmpty ? nil : clean
    }
}

/// A change that a person makes to one or many generations.
public enum CurationChange: Hashable, Sendable {
    case star(Bool)
    /// One to five; nil takes the judgement back.
    case rate(Int?)
    case tag([String])
    case untag([String])
    case rename(String?)
    case annotate(String?)
    /// Into the trash. What is in it already keeps its moment.
    case trash
    case restore
    /// Belongs to a comparison from now on; nil for none.
    case group(String?)
}

extension Curation {
    /// Throws `.invalidRequest` for a rating that is not one to five.
    public func applying(_ change: CurationChange, at date: Date) throws(EaselError) -> Curation {
        var result = self
        switch change {
        case .star(let isStarred): result.isStarred = isStarred
        case .rate(let rating):
            if let rating, !(1...5).contains(rating) {
                throw EaselError(
                    .invalidRequest, "A rating is one to five, not \(rating).", remedy: "Give 1, 2, 3, 4 or 5.")
            }
            result.rating = rating
        case .tag(let tags): result.tags = Self.joined(tags, into: result.tags)
        case .untag(let tags):
            let keys = Set(tags.compactMap(Self.cleanTag).map(Self.tagKey))
            result.tags.removeAll { keys.contains(Self.tagKey($0)) }
        case .rename(let name): result.name = Self.cleanText(name)
        case .annotate(let note): result.note = Self.cleanText(note)
        case .trash: result.trashedAt = result.trashedAt ?? date
        case .restore: result.trashedAt = nil
        case .group(let comparison): result.comparison = Self.cleanText(comparison)
        }
        return result
    }

    private static func joined(_ tags: [String], into known: [String]) -> [String] {
        let byKey = Dictionary(
            (known + tags.compactMap(cleanTag)).map { (tagKey($0), $0) }, uniquingKeysWith: { first, _ in first })
        return byKey.sorted { $0.key < $1.key }.map(\.value)
    }
}
