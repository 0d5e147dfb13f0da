/// Encodings the sandbox writes.
enum PictureFormat: String, Sendable, Hashable {
    case png
    case jpeg
    case webp

    var mediaType: String { "image/\(rawValue)" }

    var fileExtension: String { self == .jpeg ? "jpg" : rawValue }
}
