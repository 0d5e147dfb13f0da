internal import CImageCodecs

/// The formats that can be decoded, told apart by the file's first bytes, never by its name.
public enum ImageFormat: String, Hashable, Sendable, CaseIterable {
    case png, jpeg, webp, gif

    init?(_ format: cic_format) {
        switch format {
        case CIC_FORMAT_PNG: self = .png
        case CIC_FORMAT_JPEG: self = .jpeg
        case CIC_FORMAT_WEBP: self = .webp
        case CIC_FORMAT_GIF: self = .gif
        default: return nil
        }
    }
}
