/// Steps through hostile text and yields only things that are safe to put into cells.
///
/// Emoji sequences are reduced to their first scalar, because terminals disagree about the width of the rest: tmux 3.3a
/// swallows the emoji after a cell that ends in U+200D, and U+FE0F makes many terminals use a column more than
/// `wcwidth` says.
struct TextElementReader {
    /// Combining marks of the glyph returned last; at most four, what an ncurses cell holds.
    private(set) var marks: [Unicode.Scalar] = []

    private let scalars: String.UnicodeScalarView
    private var index: String.UnicodeScalarView.Index

    static let maximumMarks = 4

    init(_ text: String) {
        self.init(text, from: text.startIndex)
    }

    /// Starts at `start`, which must be the beginning of a glyph.
    init(_ text: String, from start: String.Index) {
        scalars = text.unicodeScalars
        index = start
    }

    mutating func next() -> TextElement? {
        if !marks.isEmpty { marks.removeAll(keepingCapacity: true) }
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let start = index
            index = scalars.index(after: index)
            switch TextSanitizer.verdict(on: scalar) {
            case .printable:
                return glyph(scalar)
            case .lineBreak:
                skipLineFeed(after: scalar)
                return .lineBreak
            case .tab:
                return .tab
            case .invisible:
                continue
            case .forbidden:
                return .replacement
            case .escape:
                guard let end = TextSanitizer.endOfEscape(in: scalars, from: start) else { return .replacement }
                index = end
            }
        }
        return nil
    }

    private mutating func glyph(_ scalar: Unicode.Scalar) -> TextElement {
        let width = DisplayWidth.width(of: scalar)
        if width < 0 { return .replacement }
        takeFollowers(of: scalar)
        // A mark without a base would attach to whatever the terminal drew before it.
        if width == 0 { return .replacement }
        return TextElement(kind: .glyph, base: scalar, width: width)
    }

    private mutating func skipLineFeed(after scalar: Unicode.Scalar) {
        if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" { index = scalars.index(after: index) }
    }

    /// Collects the marks behind `base` and skips what cannot be shown with it.
    private mutating func takeFollowers(of base: Unicode.Scalar) {
        let isEmoji = TextSanitizer.isPictograph(base)
        if TextSanitizer.isRegionalIndicator(base) { skipOne(where: TextSanitizer.isRegionalIndicator) }
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let value = scalar.value
            if value < 0x300 { return }
            if value == 0x200D {
                index = scalars.index(after: index)
                if isEmoji { skipOne(where: TextSanitizer.isPictograph) }
            } else if TextSanitizer.isEmojiFollower(value) || (isEmoji && TextSanitizer.isSkinTone(value)) {
                index = scalars.index(after: index)
            } else if DisplayWidth.width(of: scalar) == 0, TextSanitizer.verdict(on: scalar) == .printable {
                if marks.count < TextElementReader.maximumMarks { marks.append(scalar) }
                index = scalars.index(after: index)
            } else {
                return
            }
        }
    }

    private mutating func skipOne(where predicate: (Unicode.Scalar) -> Bool) {
        if index < scalars.endIndex, predicate(scalars[index]) { index = scalars.index(after: index) }
    }
}
