import Foundation

/// `data:<type>;base64,<bytes>`.
struct DataURI: Sendable {
    let mediaType: String
    let bytes: Data

    /// Nil when the text is no base64 data URI.
    init?(_ text: String) {
        guard text.hasPrefix("data:"), let comma = text.firstIndex(of: ",") else { return nil }
        let head = text[text.index(text.startIndex, offsetBy: 5)..<comma].split(separator: ";")
        guard head.last == "base64", head.count >= 2 else { return nil }
        guard let bytes = Data(base64Encoded: String(text[text.index(after: comma)...])), !bytes.isEmpty else {
            return nil
        }
        mediaType = String(head[0])
        self.bytes = bytes
    }

    static func text(mediaType: String, bytes: [UInt8]) -> String {
        "data:\(mediaType);base64,\(Data(bytes).base64EncodedString())"
    }
}
