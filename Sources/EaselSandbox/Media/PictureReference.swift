import Foundation

/// A picture that came with a request, as an https address or a data URI whose bytes really decode.
struct PictureReference: Sendable {
    let mediaType: String?
    let size: PixelSize?
    let url: String

    /// `image/png 64x64`, or the host of a remote picture.
    var summary: String {
        if let mediaType, let size { return "\(mediaType) \(size.width)x\(size.height)" }
        return "a picture from \(URLComponents(string: url)?.host ?? "somewhere")"
    }

    init(url: String, field: String) throws(FieldComplaint) {
        self.url = url
        guard url.hasPrefix("data:") else {
            guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
                throw FieldComplaint(path: field, problem: "Invalid URL: expected https:// or data:")
            }
            mediaType = nil
            size = nil
            return
        }
        guard let parts = DataURI(url) else {
            throw FieldComplaint(path: field, problem: "Invalid data URL: expected data:<type>;base64,<data>")
        }
        mediaType = parts.mediaType
        guard parts.mediaType.hasPrefix("image/"), parts.mediaType != "image/gif" else {
            size = nil
            return
        }
        guard let decoded = PixelCanvas.decodedSize(of: [UInt8](parts.bytes)) else {
            throw FieldComplaint(path: field, problem: "The image could not be decoded")
        }
        size = decoded
    }
}
