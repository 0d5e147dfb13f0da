/// Decides when a changed screen is painted: at once while it is quiet, at a bounded rate while messages pour in.
struct PaintPacer {
    enum Decision: Equatable {
        case now
        /// Ask again after this delay, unless something is painted before.
        case later(Duration)
    }

    /// About 60 paints a second for messages.
    static let messageInterval = Duration.milliseconds(16)
    /// Keys do not wait for the pace of messages; a flood of them is still bounded.
    static let inputInterval = Duration.milliseconds(4)

    private var lastPaint: Duration?

    /// What to do about a change seen at `now` (time since any fixed moment); `isInput` when a person caused it.
    mutating func decide(at now: Duration, isInput: Bool) -> Decision {
        let interval = isInput ? PaintPacer.inputInterval : PaintPacer.messageInterval
        if let lastPaint, now - lastPaint < interval { return .later(interval - (now - lastPaint)) }
        lastPaint = now
        return .now
    }
}
