import EaselCore
import Foundation

/// Keeps of a body as it passes what history remembers: the beginning and the end of a text, without the media in it; of media
/// their type and size. Holds 64 KiB at most.
struct BodyKeeper {
    /// Of a text that is cut, so many bytes of its beginning and of its end are kept.
    static let (head, tail) = (44 << 10, 12 << 10)
    /// What is redacted beyond either edge and then dropped, so that no half of a secret is left there.
    static let margin = 4 << 10

    /// The beginning and the end of a text.
    private struct Ends {
        var start: [UInt8] = []
        var end: [UInt8] = []
        /// Bytes of the text between the two.
        var dropped = 0

        mutating func add(_ text: ArraySlice<UInt8>) {
            let room = min(max(0, head + margin - start.count), text.count)
            if room > 0 { start += text.prefix(room) }
            guard text.count > room else { return }
            end += text.dropFirst(room)
            guard end.count > 2 * (tail + margin) else { return }
            dropped += end.count - (tail + margin)
            end.removeFirst(end.count - (tail + margin))
        }
    }

    private let type: MediaType?
    private var filter = InlineMediaFilter()
    private var ends = Ends()
    /// The type of media; nil for text, and while nothing has come.
    private var media: String?
    private(set) var bytes = 0

    /// - Parameter type: what it is said to be, nil where that is not said.
    init(type: MediaType?) { self.type = type }

    mutating func feed(_ piece: [UInt8]) {
        if bytes == 0 { media = mediaType(piece) }
        bytes += piece.count
        guard media == nil else { return }
        var ends = ends
        self.ends = Ends()
        filter.feed(piece) { ends.add($0) }
        self.ends = ends
    }

    private func mediaType(_ piece: [UInt8]) -> String? {
        if let type, ["image", "audio", "video", "font"].contains(type.family) { return type.rawValue }
        return ElidedWord.type(of: piece) ?? (piece.prefix(1024).contains(0) ? type?.rawValue ?? "data" : nil)
    }

    /// What is kept of what has passed so far; nil where nothing has. Nothing may pass afterwards.
    mutating func body(_ redactor: RecordingRedactor, isBroken: Bool) -> HTTPExchange.Body? {
        guard bytes > 0 else { return nil }
        if let media {
            return HTTPExchange.Body(text: ElidedWord.of(media, bytes: bytes), bytes: bytes, isBroken: isBroken)
        }
        var ends = ends
        filter.finish { ends.add($0) }
        self.ends = ends
        return text(redactor, isBroken: isBroken)
    }

    private func text(_ redactor: RecordingRedactor, isBroken: Bool) -> HTTPExchange.Body {
        let most = Self.tail + Self.margin
        let lost = ends.dropped + max(0, ends.end.count - most)
        guard lost > 0 else {
            let text = String(decoding: redactor.redact(ends.start + ends.end), as: UTF8.self)
            return HTTPExchange.Body(text: text, bytes: bytes, isBroken: isBroken)
        }
        let first = redactor.redact(ends.start).dropLast(Self.margin)
        let last = redactor.redact(Array(ends.end.suffix(most))).dropFirst(Self.margin)
        let note = "\n[… \(lost + 2 * Self.margin) bytes are not kept …]\n"
        let text = Self.whole(first) + note + Self.whole(last)
        return HTTPExchange.Body(text: text, bytes: bytes, isCut: true, isBroken: isBroken)
    }

    /// Text without the halves of characters at its ends.
    private static func whole(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes.drop { $0 & 0xC0 == 0x80 }
        if let lead = bytes.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[lead] >= 0xC0 {
            let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : 2
            if bytes.endIndex - lead < length { bytes = bytes[..<lead] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension BodyKeeper {
    /// What is kept of a body that is there whole.
    static func body(_ bytes: Data, type: MediaType?, parameters: String?, _ redactor: RecordingRedactor)
        -> HTTPExchange.Body
    {
        if type == "multipart/form-data", let form = MultipartReading(bytes, type: parameters ?? "") {
            var keeper = BodyKeeper(type: "text/plain")
            keeper.feed(form.text)
            var body = keeper.body(redactor, isBroken: false)
            body?.bytes = bytes.count
            return body ?? HTTPExchange.Body(text: "", bytes: bytes.count)
        }
        var keeper = BodyKeeper(type: type)
        for start in stride(from: 0, to: bytes.count, by: 64 << 10) {
            keeper.feed(Array(bytes[bytes.startIndex + start..<bytes.startIndex + min(start + 64 << 10, bytes.count)]))
        }
        guard let media = keeper.media else {
            return keeper.body(redactor, isBroken: false) ?? HTTPExchange.Body(text: "", bytes: bytes.count)
        }
        let digest = InlineDigest()
        digest.update(Array(bytes))
        return HTTPExchange.Body(
            text: ElidedWord.of(media, bytes: bytes.count, sha256: digest.finish()), bytes: bytes.count)
    }
}
