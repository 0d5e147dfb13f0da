public import Foundation

/// What a media model answered: references to media, still on the provider's side or inline.
public struct MediaBatch: Hashable, Sendable {
    public var items: [MediaReference]
    /// Prose that came with the media.
    public var text: String?
    public var usage: Usage?
    public var warnings: [GenerationWarning]
    /// The seed that the provider used.
    public var seed: Int64?

    public init(
        items: [MediaReference], text: String? = nil, usage: Usage? = nil, warnings: [GenerationWarning] = [],
        seed: Int64? = nil
    ) {
        self.items = items
        self.text = text
        self.usage = usage
        self.warnings = warnings
        self.seed = seed
    }

    /// The batch with what is known of how long its provider keeps the files that it names by an address.
    public func kept(until date: Date?) -> MediaBatch {
        var copy = self
        for index in items.indices {
            if case .url = items[index].source { copy.items[index].expiresAt = date }
        }
        return copy
    }
}
