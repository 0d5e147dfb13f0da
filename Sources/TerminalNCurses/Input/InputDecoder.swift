public import TerminalUI

/// Turns the bytes a terminal sends into events: a pure value, without clock or I/O.
///
/// Any cut of the byte stream into calls of `decode` gives the same events. What only time can tell (was that the Escape
/// key, or the first byte of a sequence?) stays pending; the owner calls `flush` when `pending` says and nothing came.
public struct InputDecoder: Sendable {
    /// What the bytes so far leave open, and with it how long the owner should wait for more before `flush`.
    public enum Pending: Hashable, Sendable {
        /// Everything was decoded; no timer is needed.
        case nothing
        /// An escape that may be a key of its own. About 30 ms.
        case escape
        /// The beginning of a sequence, a character or a paste. About a second: then it was cut off for good.
        case sequence
    }

    enum State {
        case ground, escape, control, singleShift, legacyMouse, consoleFunction, character, paste
        /// A reply (OSC, DCS, APC, PM, SOS) begun by `introducer`: no part of it is a key.
        case reply(introducer: UInt8, length: Int, sawEscape: Bool)
    }

    /// Longer parameters than any real sequence has are swallowed, not kept.
    static let longestSequence = 128
    static let mostReplies = 64

    /// Whether the terminal answered the question for the kitty keyboard protocol (`CSI ? u`).
    public internal(set) var hasKittyKeyboard = false

    /// What the terminal answered since the last `takeReplies`.
    var replies: [TerminalReply] = []

    var state = State.ground
    /// Escapes before the present sequence or character: 0, 1 or 2.
    var escapes = 0
    var buffer: [UInt8] = []
    var overflowed = false
    var character = ScalarAssembler()
    var paste = PasteCollector()
    let eraseByte: UInt8

    /// A decoder; `eraseByte` is what the Backspace key sends (the terminal driver's VERASE).
    public init(eraseByte: UInt8 = 0x7f) {
        self.eraseByte = eraseByte
    }

    /// What a timer would have to settle.
    public var pending: Pending {
        switch state {
        case .ground: .nothing
        case .escape: .escape
        case .control, .singleShift: buffer.isEmpty && !overflowed ? .escape : .sequence
        case .reply(_, let length, let sawEscape): length == 0 && !sawEscape ? .escape : .sequence
        case .legacyMouse, .consoleFunction, .character: .sequence
        case .paste: paste.isStalled ? .nothing : .sequence
        }
    }

    /// The events that `bytes` complete.
    public mutating func decode(_ bytes: [UInt8]) -> [InputEvent] {
        var events: [InputEvent] = []
        var index = 0
        while index < bytes.count {
            if case .paste = state {
                index = collectPaste(bytes, from: index, into: &events)
                continue
            }
            while !accept(bytes[index], into: &events) {}
            index += 1
        }
        return events
    }

    /// Settles what is pending, because nothing more came in time: a lone escape is the Escape key, `ESC [` is Alt-[, the
    /// beginning of a sequence is dropped, and a paste without an end hands over what came so far.
    public mutating func flush() -> [InputEvent] {
        var events: [InputEvent] = []
        switch state {
        case .ground:
            break
        case .escape:
            for _ in 0..<escapes { events.append(.key(KeyChord(.escape))) }
        case .control where pending == .escape:
            emitPrefixed(UInt8(ascii: "["), into: &events)
        case .singleShift where pending == .escape:
            emitPrefixed(UInt8(ascii: "O"), into: &events)
        case .reply(let introducer, 0, false):
            emitPrefixed(introducer, into: &events)
        case .character:
            emitCharacter(.replacement, into: &events)
        case .paste:
            if let text = paste.stall() { events.append(.paste(text)) }
            return events
        case .control, .singleShift, .reply, .legacyMouse, .consoleFunction:
            break
        }
        enterGround()
        return events
    }

    /// The answers that came since the last call.
    mutating func takeReplies() -> [TerminalReply] {
        defer { replies.removeAll() }
        return replies
    }

    mutating func enterGround() {
        state = .ground
        escapes = 0
        overflowed = false
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func collectPaste(_ bytes: [UInt8], from index: Int, into events: inout [InputEvent]) -> Int {
        if paste.isStalled, bytes[index] == 0x03 {
            // The end marker never came; Ctrl-C is the way out.
            _ = paste.finish()
            enterGround()
            return index
        }
        let next = paste.collect(bytes, from: index)
        if paste.isComplete {
            let text = paste.finish()
            events.append(.paste(text))
            enterGround()
        }
        return next
    }
}

extension Unicode.Scalar {
    static let replacement: Unicode.Scalar = "\u{FFFD}"
}
