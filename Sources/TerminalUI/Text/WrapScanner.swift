/// What a character means for breaking rows.
enum WrapClass {
    case letter, space, hyphen
    /// A break is allowed on both sides.
    case ideograph
    /// No break before it.
    case closing
    /// No break behind it.
    case opening

    init(_ character: Character, columns: Int) {
        switch character {
        case " ", "\t", "\u{3000}": self = .space
        case "-", "\u{2013}", "\u{2014}": self = .hyphen
        case "、", "。", "，", "．", "！", "？", "：", "；", "ー", "々": self = .closing
        case "）", "」", "』", "】", "》", "〉", "〕": self = .closing
        case "（", "「", "『", "【", "《", "〈", "〔": self = .opening
        default: self = columns == 2 ? .ideograph : .letter
        }
    }
}

/// Finds the rows of one line, fed character by character.
struct WrapScanner {
    private let width: Int
    private var rows: [Range<Int>] = []
    private var rowStart = 0
    private var columns = 0
    /// Last place where the row may end, and the columns before it.
    private var breakOffset = 0
    private var breakColumns = 0
    private var previous = WrapClass.letter

    init(width: Int) {
        self.width = width
    }

    mutating func add(_ kind: WrapClass, columns added: Int, at offset: Int, length: Int) {
        if offset > rowStart, mayBreak(before: kind) {
            breakOffset = offset
            breakColumns = columns
        }
        if kind != .space {
            while columns + added > width, offset > rowStart {
                if breakOffset > rowStart {
                    endRow(at: breakOffset, columns: breakColumns)
                } else {
                    endRow(at: offset, columns: columns)
                }
            }
        }
        columns += added
        previous = kind
    }

    mutating func finish(at end: Int) -> [Range<Int>] {
        rows.append(rowStart..<end)
        return rows
    }

    private mutating func endRow(at offset: Int, columns used: Int) {
        rows.append(rowStart..<offset)
        rowStart = offset
        columns -= used
        breakColumns = 0
        breakOffset = offset
    }

    private func mayBreak(before kind: WrapClass) -> Bool {
        switch (previous, kind) {
        case (.space, .space): false
        case (.space, _): true
        case (_, .space), (_, .closing), (.opening, _): false
        case (.hyphen, .letter), (.hyphen, .opening): true
        case (.hyphen, _): false
        default: previous == .ideograph || previous == .closing || kind == .ideograph || kind == .opening
        }
    }
}
