public import TerminalUI

/// Markdown that grows, laid out in rows of a width.
///
/// Blocks that can no longer change are laid out once; only the block at the end, which is still open, is parsed again when
/// more comes. Whatever the pieces in which a text came, its rows are those of the whole text. Escape sequences and other
/// control characters are neutralised line by line before anything is parsed, and once more behind entities.
public struct MarkdownFlow: Hashable, Sendable {
    /// The rows of all the text there is.
    public internal(set) var rows: [Line] = []

    let theme: Theme
    let width: Int
    /// UTF-8 length of the whole lines that were taken from the source, and of all of it.
    private var takenLength = 0
    private var length = 0
    /// The lines of the blocks that are not finished, cleaned.
    var tail: [String] = []
    /// Bytes since the last blank line in `tail`.
    private var run = 0
    var mode = Mode.blocks
    /// In the modes of single lines: none of the block has a row yet.
    private var beginsBlock = false
    /// Finished blocks, with the rows they take.
    var groups: [Group] = []
    var finishedRows = 0
    /// Items of the list that is open.
    var items = ListRows()
    /// What finished blocks define, and what the rows in sight were made with.
    var definitions = LinkDefinitions()
    var usedDefinitions = LinkDefinitions()

    /// What the next line belongs to.
    enum Mode: Hashable {
        /// The parser decides.
        case blocks
        /// A code block at the outermost level, of which every line is finished as it comes.
        case code(CodeFence)
        /// A block that is too costly to parse, up to the next blank line.
        case plain
    }

    struct Group: Hashable {
        /// Nil where no link can be.
        let source: String?
        var count: Int
    }

    /// The parser takes quadratic time on some texts: a block with a longer line is shown as it is,
    static let longestLine = 8 << 10
    /// and so is one with more bytes between two blank lines.
    static let longestRun = 32 << 10

    /// Lines that are parsed again when more comes.
    var openLineCount: Int { tail.count }

    /// Nothing yet, for rows of `width` columns.
    public init(width: Int, theme: Theme) {
        self.theme = theme
        self.width = max(1, width)
    }

    /// Lays out `text`, which begins with what was laid out before.
    public mutating func lay(_ text: String) {
        let count = text.utf8.count
        guard count != length else { return }
        length = count
        rows.removeSubrange(finishedRows...)
        var rest = text.utf8.dropFirst(takenLength)
        while let lineBreak = rest.firstIndex(of: 0x0A) {
            let line = rest[..<lineBreak]
            takenLength += line.count + 1
            for line in Self.cleaned(line) { take(line) }
            rest = rest[rest.index(after: lineBreak)...]
        }
        var partial = rest.isEmpty ? [] : Self.cleaned(rest)
        if partial.last?.isEmpty == true { partial.removeLast() }
        drawOpen(partial)
    }

    /// Usually one line: other kinds of line breaks than "\n" are found here.
    private static func cleaned(_ line: Substring.UTF8View) -> [String] {
        let line = line.last == 0x0D ? line.dropLast() : line
        return TextSanitizer.clean(String(Substring(line))).utf8
            .split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    private mutating func take(_ line: String) {
        switch mode {
        case .code(let fence):
            if fence.isClosed(by: line) { mode = .blocks } else { finishLine(code.rows(line)) }
        case .plain:
            if line.isBlank { mode = .blocks } else { finishLine(plain(line)) }
        case .blocks:
            if isTooCostly(adding: line) {
                settle(partial: [])
                if mode != .blocks { return take(line) }
                run = tail.reversed().prefix { !$0.isBlank }.reduce(0) { $0 + $1.utf8.count + 1 }
                if isTooCostly(adding: line) { return giveUp(line) }
            }
            run = line.isBlank ? 0 : run + line.utf8.count + 1
            tail.append(line)
        }
    }

    private func isTooCostly(adding line: String) -> Bool {
        let bytes = line.utf8.count
        return !line.isBlank && (bytes > Self.longestLine || run + bytes > Self.longestRun)
    }

    /// Shows what stands since the last blank line as it is, and what follows up to the next one.
    private mutating func giveUp(_ line: String) {
        let (head, rest) = openRun
        let headRows = rows(of: head)
        if !head.isEmpty { finish(headRows, source: head.joined(separator: "\n") + "\n") }
        (tail, run, mode, beginsBlock) = ([], 0, .plain, true)
        for line in rest + [line] { finishLine(plain(line)) }
    }

    /// The open lines up to the last blank one, and those behind it.
    private var openRun: (head: [String], rest: [String]) {
        let start = tail.lastIndex(where: \.isBlank).map { $0 + 1 } ?? 0
        return (Array(tail[..<start]), Array(tail[start...]))
    }

    private func rows(of lines: [String]) -> [Line] {
        let layout = MarkdownLayout(theme: theme)
        let (width, style) = (width, theme[.text])
        let rows = MarkdownDocument.parse(lines.joined(separator: "\n"), definitions) {
            layout.rows(of: $0.root.children, width: width, style: style)
        }
        return rows ?? lines.flatMap(plain)
    }

    /// Draws what may still change: the open blocks and the last, unfinished line.
    private mutating func drawOpen(_ partial: [String]) {
        var open: [Line] = []
        var isNewBlock = true
        if mode == .blocks, partial.contains(where: isTooCostly) { settle(partial: []) }
        if mode == .blocks {
            if partial.contains(where: isTooCostly) {
                let (head, rest) = openRun
                open = rows(of: head)
                if !open.isEmpty { open.append(Line()) }
                open += (rest + partial).flatMap(plain)
            } else {
                open = settle(partial: partial)
            }
        }
        switch mode {
        case .blocks: break
        case .code(let fence): (open, isNewBlock) = (drawLines(partial, until: fence.isClosed, code.rows), beginsBlock)
        case .plain: (open, isNewBlock) = (drawLines(partial, until: \.isBlank, plain), beginsBlock)
        }
        if isNewBlock, finishedRows > 0, !open.isEmpty { rows.append(Line()) }
        rows += open
        redefine(partial)
    }

    /// The rows of an unfinished line. It may hold several, by other line breaks than "\n": one of them may end the block.
    private func drawLines(_ lines: [String], until ends: (String) -> Bool, _ draw: (String) -> [Line]) -> [Line] {
        let end = lines.firstIndex(where: ends) ?? lines.count
        let rest = Array(lines.dropFirst(end + 1))
        let inside = lines[..<end].flatMap(draw)
        let behind = rest.contains(where: isTooCostly) ? rest.flatMap(plain) : rows(of: rest)
        if behind.isEmpty { return inside }
        return inside + (inside.isEmpty && beginsBlock ? [] : [Line()]) + behind
    }

    /// Parses the open lines, finishes all blocks but the last one, and returns the rows of that.
    @discardableResult
    private mutating func settle(partial: [String]) -> [Line] {
        let lines = tail + partial
        guard lines.contains(where: { !$0.isBlank }) else { return [] }
        let source = lines.joined(separator: "\n") + (partial.isEmpty ? "\n" : "")
        let layout = MarkdownLayout(theme: theme)
        let (width, style, count) = (width, theme[.text], tail.count)
        let known = definitions.source + LinkDefinitions(in: source).source
        var items = items
        self.items = ListRows()
        let result = MarkdownDocument.parse(source, definitions) { document in
            let blocks = document.root.children
            let last = Self.lastBlock(of: blocks, in: document, lines: count)
            let start = last > 0 ? document.startLine(of: blocks[last]) ?? 0 : 0
            let before = layout.rows(of: Array(blocks[..<last]), width: width, style: style)
            var open: (fence: CodeFence, language: String)?
            if last == blocks.count - 1, blocks[last].kind == .codeBlock, let fence = blocks[last].fence,
                fence.offset == 0, let fenceLine = document.startLine(of: blocks[last]), fenceLine < count,
                !lines[(fenceLine + 1)...].contains(where: fence.isClosed)
            {
                open = (fence, blocks[last].language)
            }
            let after =
                open != nil || blocks.isEmpty
                ? []
                : last == blocks.count - 1 && blocks[last].kind == .list
                    ? items.lay(
                        blocks[last], in: document, lines: lines, layout, width: width, style: style, definitions: known
                    )
                    : layout.rows(of: Array(blocks[last...]), width: width, style: style)
            let codeStart = open == nil ? 0 : document.startLine(of: blocks[last]) ?? 0
            return (start, before, after, open, codeStart)
        }
        guard let (start, before, after, open, codeStart) = result else { return lines.flatMap(plain) }
        if start > 0 || open != nil {
            let end = open == nil ? start : codeStart
            if end > 0 { finish(before, source: tail[..<end].joined(separator: "\n") + "\n") }
            tail.removeFirst(end)
        }
        self.items = items
        guard let open else { return after }
        enter(open.fence, open.language)
        return []
    }

    /// The block at the end, or an earlier one where the parser cannot tell blocks apart; it begins on a whole line.
    private static func lastBlock(of blocks: [MarkdownNode], in document: MarkdownDocument, lines: Int) -> Int {
        var index = blocks.count - 1
        while index > 0 {
            if let start = document.startLine(of: blocks[index]), start < lines,
                let before = document.startLine(of: blocks[index - 1]), before < start
            {
                return index
            }
            index -= 1
        }
        return 0
    }

    private mutating func enter(_ fence: CodeFence, _ language: String) {
        let lines = tail.dropFirst()
        (tail, run, mode, beginsBlock) = ([], 0, .code(fence), true)
        finishLine(code.label(language) + lines.flatMap(code.rows))
    }

    private var code: MarkdownCode { MarkdownCode(theme: theme, width: width) }

    private func plain(_ line: String) -> [Line] {
        MarkdownLayout(theme: theme).plain(line, width: width, style: theme[.text])
    }

    private mutating func finish(_ added: [Line], source: String) {
        finish(added, isNewBlock: true, source: source)
        definitions.merge(LinkDefinitions(in: source))
    }

    private mutating func finishLine(_ added: [Line]) {
        finish(added, isNewBlock: beginsBlock)
        if !added.isEmpty { beginsBlock = false }
    }

    private mutating func finish(_ added: [Line], isNewBlock: Bool, source: String? = nil) {
        rows.removeSubrange(finishedRows...)
        if isNewBlock, finishedRows > 0, !added.isEmpty { rows.append(Line()) }
        rows += added
        let count = rows.count - finishedRows
        if !isNewBlock, let last = groups.indices.last, groups[last].source == nil {
            groups[last].count += count
        } else if count > 0 {
            groups.append(Group(source: source?.utf8.contains(0x5B) == true ? source : nil, count: count))
        }
        finishedRows = rows.count
    }
}

extension String {
    fileprivate var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}
