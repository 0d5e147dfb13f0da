/// Why a picture could not be shown.
public enum ImageDecodingError: Error, Equatable, CustomStringConvertible {
    /// The file does not exist, is a folder or a device, or may not be read; `code` is the `errno`.
    case unreadable(path: String, code: Int32)
    /// The first bytes are not those of PNG, JPEG, WebP or GIF.
    case unknownFormat
    /// The contents break the format's rules, or end too early.
    case corrupt(ImageFormat)
    /// The file, or the picture in it, is larger than the limits allow.
    case tooLarge
    /// Memory ran out.
    case outOfMemory
    /// The task was cancelled.
    case cancelled

    public var description: String {
        switch self {
        case .unreadable(let path, let code): "\(path) cannot be read (error \(code))"
        case .unknownFormat: "not a PNG, JPEG, WebP or GIF picture"
        case .corrupt(let format): "the \(format.rawValue.uppercased()) picture is damaged"
        case .tooLarge: "the picture is too large to preview"
        case .outOfMemory: "not enough memory to decode the picture"
        case .cancelled: "decoding was cancelled"
        }
    }
}
