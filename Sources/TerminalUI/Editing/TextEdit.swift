/// One replacement in a buffer, with all that undoing it needs.
struct TextEdit: Hashable, Sendable {
    let start: TextPosition
    let removed: String
    let inserted: String
}
