/// How many terminal columns text takes, by the tables the terminal library uses.
public enum DisplayWidth {
    /// Columns of one scalar as `wcwidth` counts them: 0 for combining marks, 1, 2, or -1 when it is not printable.
    public static func width(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value >= 0x20 && value < 0x7F { return 1 }
        if value < 0x1_0000 { return Int(basicPlane[Int(value)]) }
        return lookUp(value)
    }

    /// Columns of a text on one line, after sanitising: exactly what `Surface.write` uses for it.
    public static func width(of text: String) -> Int {
        if let ascii = asciiWidth(of: text.utf8) { return ascii }
        var reader = TextElementReader(text)
        var columns = 0
        while let element = reader.next() { columns += element.width }
        return columns
    }

    /// Columns of one user-perceived character, for cursors and wrapping.
    ///
    /// The sum over a cleaned text is never less than `width(of:)` of the whole.
    public static func width(of character: Character) -> Int {
        if let byte = character.asciiValue {
            return byte == 0x09 ? TextSanitizer.tabWidth : 1
        }
        var reader = TextElementReader(String(character))
        var columns = 0
        while let element = reader.next() { columns += element.width }
        return columns
    }

    /// The longest start of `text`, in whole characters, that fits into `columns`.
    public static func prefix(of text: String, fitting columns: Int) -> Substring {
        if columns <= 0 { return text.prefix(0) }
        if asciiWidth(of: text.utf8) != nil { return text.prefix(columns) }
        var used = 0
        var end = 0
        text.walkCharacters { step in
            used += step.columns
            if used > columns { return false }
            end = step.offset + step.length
            return true
        }
        return text[..<text.utf8.index(text.startIndex, offsetBy: end)]
    }

    /// `text` cut to `columns`, the last of them an ellipsis when something was cut.
    public static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
        if width(of: text) <= columns { return text }
        let mark = width(of: ellipsis) <= columns ? ellipsis : ""
        return prefix(of: text, fitting: columns - width(of: mark)) + mark
    }

    /// The width when every byte is printable ASCII; nil otherwise.
    static func asciiWidth(of bytes: String.UTF8View) -> Int? {
        let printable = bytes.withContiguousStorageIfAvailable { buffer in
            buffer.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        }
        return printable == true ? bytes.count : nil
    }

    private static func lookUp(_ value: UInt32) -> Int {
        let key = (value << 2) | 3
        var low = 0
        var high = DisplayWidthTable.runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if DisplayWidthTable.runs[middle] <= key { low = middle } else { high = middle }
        }
        return answer(DisplayWidthTable.runs[low])
    }

    private static func answer(_ run: UInt32) -> Int {
        run & 3 == 3 ? -1 : Int(run & 3)
    }

    /// The runs of the first 65 536 scalars, spread out once, because nearly all text lives there.
    private static let basicPlane: [Int8] = {
        var widths = [Int8](repeating: -1, count: 0x1_0000)
        let runs = DisplayWidthTable.runs
        for (index, run) in runs.enumerated() {
            let start = Int(run >> 2)
            let next = index + 1 < runs.count ? Int(runs[index + 1] >> 2) : 0x11_0000
            for value in start..<max(start, min(next, 0x1_0000)) { widths[value] = Int8(answer(run)) }
        }
        return widths
    }()
}
