public import TOMLKit

/// TOMLKit, made safe for files from outside: what would bring its parser down is an error here.
public enum GuardedTOML {
    /// Reads a text. Throws with the line, and the column where the parser tells it.
    public static func parse(_ text: String) throws(GuardedTOMLError) -> TOMLTable {
        // TOMLKit hands the text to C, where a NUL would end it early.
        if text.utf8.contains(0) { throw GuardedTOMLError("it holds a NUL byte, so it is not a text file") }
        if let finding = TOMLPrecheck.finding(in: text) { throw GuardedTOMLError(finding.message, line: finding.line) }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw GuardedTOMLError(error.description, line: error.source.begin.line, column: error.source.begin.column)
        } catch {
            throw GuardedTOMLError("it is not TOML")
        }
    }
}

/// Why a text is not TOML.
public struct GuardedTOMLError: Error, Hashable, Sendable {
    /// In the parser's words; they may quote the text.
    public var message: String
    /// Counted from 1.
    public var line: Int?
    /// Counted from 1.
    public var column: Int?

    init(_ message: String, line: Int? = nil, column: Int? = nil) {
        self.message = message
        self.line = line
        self.column = column
    }
}
