public import Foundation

/// A result that is not on disk yet.
public struct MediaReference: Hashable, Sendable {
    public enum Source: Hashable, Sendable {
        case bytes(Data)
        /// The base64 text of the media, still encoded.
        case base64(String)
        /// `data:image/png;base64,…`.
        case dataURI(String)
        case url(URL, URLTrust)
    }

    public var source: Source
    /// What the provider says it is; the bytes decide.
    public var declaredType: MediaType?
    public var pixels: PixelSize?
    public var durationSeconds: Double?
    /// The provider marked it as withheld or blanked by its safety system.
    public var isFiltered: Bool
    /// Until when the provider keeps it, at least; nil when that is not known.
    public var expiresAt: Date?

    public init(
        _ source: Source, declaredType: MediaType? = nil, pixels: PixelSize? = nil, durationSeconds: Double? = nil,
        isFiltered: Bool = false
    ) {
        self.source = source
        self.declaredType = declaredType
        self.pixels = pixels
        self.durationSeconds = durationSeconds
        self.isFiltered = isFiltered
    }
}
