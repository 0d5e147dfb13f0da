/// What a character means for breaking rows.
enum WrapClass {
    case letter, space, hyphen
    /// A break is allowed on both sides.
    case ideograph
    /// No break before it.
    case closing
    /// No break behind it.
    case opening

    init(_ step: CharacterStep) {
        switch step.base {
        // With a mark on it, a space is something to see.
        case 0x20, 0x09: self = step.length == 1 ? .space : .letter
        case 0x3000: self = .space
        case 0x2D, 0x2013, 0x2014: self = .hyphen
        case 0..<0x80: self = .letter
        // Ideographic comma and stop, closing brackets, the same in full width, the long vowel and repetition marks.
        case 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x30FC: self = .closing
        case 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F: self = .closing
        case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08: self = .opening
        default: self = step.columns == 2 ? .ideograph : .letter
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

    mutating func add(_ step: CharacterStep) {
        let kind = WrapClass(step)
        let (offset, added) = (step.offset, step.columns)
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
