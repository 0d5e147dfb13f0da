extension TextWrap {
    /// Cuts one line into pieces of `first` and then `next` columns, anywhere between characters: for code and paths, of
    /// which every character counts. A character wider than a piece stands alone. At least one piece.
    public static func cut(_ line: String, first: Int, next: Int) -> [String] {
        var pieces: [String] = []
        var start = 0
        var used = 0
        line.walkCharacters { step in
            let room = pieces.isEmpty ? first : next
            if used + step.columns > room, step.offset > start {
                pieces.append(line.slice(utf8: start..<step.offset))
                (start, used) = (step.offset, 0)
            }
            used += step.columns
            return true
        }
        pieces.append(line.slice(utf8: start..<line.utf8.count))
        return pieces
    }
}
