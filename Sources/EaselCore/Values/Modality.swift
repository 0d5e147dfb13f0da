/// What a model puts out.
public enum Modality: String, Sendable, Codable, CaseIterable, Hashable {
    case text, image, video
    /// Music and sound effects; spoken words are `speech`.
    case audio
    case speech

    /// The word as a tab or a heading shows it.
    public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
