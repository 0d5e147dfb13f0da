/// The line that opens a code block, as far as it says how the block ends.
struct CodeFence: Hashable, Sendable {
    /// A backtick or a tilde, in ASCII.
    let mark: UInt8
    /// How many of them.
    let length: Int
    /// Spaces before them.
    let offset: Int

    /// Whether a line ends the block: at least as many marks, at most three spaces before them, nothing behind.
    func isClosed(by line: String) -> Bool {
        var rest = line.utf8.drop { $0 == 0x20 }
        guard line.utf8.count - rest.count <= 3 else { return false }
        let marks = rest.prefix { $0 == mark }.count
        rest = rest.dropFirst(marks)
        return marks >= length && rest.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
