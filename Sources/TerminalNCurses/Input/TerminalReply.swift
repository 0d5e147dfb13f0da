import TerminalUI

/// What a terminal answers to questions about itself. None of it is a key.
enum TerminalReply: Hashable, Sendable {
    /// DA1, `CSI ? … c`: the features it lists; 4 is sixel.
    case attributes([Int])
    /// XTVERSION, `DCS > | … ST`: the terminal's name and version.
    case version(String)
    /// Kitty's graphics, `APC G i=…;… ST`: whether the image with that id was acceptable.
    case graphics(id: Int, isOK: Bool)
    /// `CSI 6 ; height ; width t`: the size of a cell in pixels.
    case cellSize(Size)

    /// A reply in the form of a control sequence.
    init?(_ sequence: ControlSequence) {
        switch (sequence.prefix, sequence.final) {
        case (UInt8(ascii: "?"), UInt8(ascii: "c")):
            self = .attributes((0..<sequence.count).compactMap { sequence.number(at: $0) })
        case (nil, UInt8(ascii: "t")):
            guard sequence.number(at: 0) == 6, let height = sequence.number(at: 1), let width = sequence.number(at: 2)
            else { return nil }
            self = .cellSize(Size(width: width, height: height))
        default: return nil
        }
    }

    /// A reply in the form of a string: what stands between `introducer` and its end.
    init?(introducer: UInt8, body: [UInt8]) {
        let text = String(decoding: body, as: UTF8.self)
        switch introducer {
        case UInt8(ascii: "P"):
            guard text.hasPrefix(">|") else { return nil }
            self = .version(String(text.dropFirst(2)))
        case UInt8(ascii: "_"):
            guard text.hasPrefix("G"), let end = text.firstIndex(of: ";") else { return nil }
            let keys = text[..<end].dropFirst().split(separator: ",")
            guard let id = keys.first(where: { $0.hasPrefix("i=") }).flatMap({ Int($0.dropFirst(2)) }) else {
                return nil
            }
            self = .graphics(id: id, isOK: text[end...] == ";OK")
        default: return nil
        }
    }
}
