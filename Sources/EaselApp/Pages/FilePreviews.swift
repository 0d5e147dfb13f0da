public import Foundation

/// What other programs make of films and sounds, for pages. Injected, because a decoder of films is not part of Easel.
public struct FilePreviews: Sendable {
    /// What a film looks like.
    public enum Poster: Sendable {
        /// A JPEG file of one of its frames.
        case frame(Data)
        /// It has no frame that can be shown: it is damaged, or nothing but sound.
        case nothing
        /// Nobody here can tell.
        case unknown
    }

    /// A frame of a film whose longer side has at most so many pixels.
    public var poster: @Sendable (_ film: URL, _ side: Int) async -> Poster
    /// How loud a sound is over its length, from 0 to 1; nil where that cannot be told.
    public var levels: @Sendable (_ sound: URL) async -> [Float]?

    public init(
        poster: @escaping @Sendable (_ film: URL, _ side: Int) async -> Poster,
        levels: @escaping @Sendable (_ sound: URL) async -> [Float]?
    ) {
        self.poster = poster
        self.levels = levels
    }

    /// Films and sounds are told of in words.
    public static let none = FilePreviews(poster: { _, _ in .unknown }, levels: { _ in nil })
}
