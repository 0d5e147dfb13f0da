import EaselCore
import Foundation

/// Keeps of a body as it passes what history remembers: the beginning and the end of a text, without the media in it; of media
/// their type and size. Holds 64 KiB at most.
struct BodyKeeper {
    /// Of a text that is cut, so many bytes of its beginning and of its end are kept.
    static let (head, tail) = (44 << 10, 12 << 10)
    /// What is redacted beyond either edge and then dropped, so that no half of a secret is left there.
    static let margin = 4 << 10

    private enum Content {
        case text(InlineMediaFilter)
        case media(String)
    }

    private var content: Content?
    private let type: MediaType?
    private var start: [UInt8] = []
    private var end: [UInt8] = []
    /// Bytes of the text between the two.
    private var dropped = 0
    private(set) var bytes = 0

    /// - Parameter type: what it is said to be, nil where that is not said.
    init(type: MediaType?) { self.type = type }

    mutating func feed(_ piece: [UInt8]) {
        bytes += piece.count
        switch content ?? kind(piece) {
        case .media(let type): content = .media(type)
        case .text(var filter):
            content = nil
            filter.feed(piece) { add($0) }
            content = .text(filter)
        }
    }

    private func kind(_ piece: [UInt8]) -> Content {
        if let type, ["image", "audio", "video", "font"].contains(type.family) { return .media(type.rawValue) }
        guard let known = ElidedWord.type(of: piece) ?? (piece.prefix(1024).contains(0) ? "data" : nil) else {
            return .text(InlineMediaFilter())
        }
        return .media(known == "data" ? type?.rawValue ?? known : known)
    }

    private mutating func add(_ text: ArraySlice<UInt8>) {
        let room = min(max(0, Self.head + Self.margin - start.count), text.count)
        if room > 0 { start += text.prefix(room) }
        guard text.count > room else { return }
        end += text.dropFirst(room)
        let most = Self.tail + Self.margin
        guard end.count > 2 * most else { return }
        dropped += end.count - most
        end.removeFirst(end.count - most)
    }

    /// What is kept of what has passed so far; nil where nothing has.
    func body(_ redactor: RecordingRedactor, isBroken: Bool) -> HTTPExchange.Body? {
        switch content {
        case nil: return nil
        case .media(let type):
            return HTTPExchange.Body(text: ElidedWord.of(type, bytes: bytes), bytes: bytes, isBroken: isBroken)
        case .text(var filter):
            var whole = self
            filter.finish { whole.add($0) }
            return whole.text(redactor, isBroken: isBroken)
        }
    }

    private func text(_ redactor: RecordingRedactor, isBroken: Bool) -> HTTPExchange.Body {
        let most = Self.tail + Self.margin
        let lost = dropped + max(0, end.count - most)
        guard lost > 0 else {
            let text = String(decoding: redactor.redact(start + end), as: UTF8.self)
            return HTTPExchange.Body(text: text, bytes: bytes, isBroken: isBroken)
        }
        let first = redactor.redact(start).dropLast(Self.margin)
        let last = redactor.redact(Array(end.suffix(most))).dropFirst(Self.margin)
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
        guard case .media(let word) = keeper.content else {
            return keeper.body(redactor, isBroken: false) ?? HTTPExchange.Body(text: "", bytes: bytes.count)
        }
        let digest = InlineDigest()
        digest.update(Array(bytes))
        return HTTPExchange.Body(
            text: ElidedWord.of(word, bytes: bytes.count, sha256: digest.finish()), bytes: bytes.count)
    }
}
