/// A voice that reads aloud.
public struct Voice: Hashable, Sendable, Codable {
    /// What `--set voice=` takes.
    public var id: String
    /// BCP-47 tags of what it speaks; empty when it speaks whatever it is given.
    public var languages: [String]
    /// The provider's own words about it: `female`, `bright`; empty when it says nothing.
    public var summary: String

    public init(id: String, languages: [String] = [], summary: String = "") {
        self.id = id
        self.languages = languages
        self.summary = summary
    }
}
