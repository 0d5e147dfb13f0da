import TerminalUI

/// The studio's signs, with a fallback for terminals without Unicode.
extension Theme {
    /// A provider that can be used.
    var readySign: String { unicode ? "●" : "*" }
    /// One that asked for a pause.
    var limitedSign: String { unicode ? "▲" : "^" }
    /// One without a key.
    var keylessSign: String { unicode ? "○" : "o" }
    /// One that is switched off or configured wrongly.
    var brokenSign: String { unicode ? "×" : "x" }
    /// One that cannot make what is asked for.
    var incapableSign: String { unicode ? "–" : "-" }
    /// What is chosen.
    var chosenSign: String { unicode ? "▸" : ">" }
    /// Something that opens.
    var dropSign: String { unicode ? "▾" : "v" }
    /// Before a prompt that was sent.
    var promptSign: String { unicode ? "›" : ">" }
    var doneSign: String { unicode ? "✓" : "+" }
    var failedSign: String { unicode ? "✗" : "x" }
    /// Before what is heard or seen now.
    var playingSign: String { unicode ? "▶" : ">" }
    var cancelledSign: String { unicode ? "⊘" : "/" }
    /// A job of which nobody knows whether it exists.
    var unknownSign: String { "?" }
    /// A row that was marked.
    var markSign: String { unicode ? "◆" : "*" }
    /// What won.
    var bestSign: String { unicode ? "★" : "*" }
    var separator: String { unicode ? " · " : " | " }
}
