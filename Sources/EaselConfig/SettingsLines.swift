/// Finds the line of a key. The parser does not tell; a plain look at the lines does for files that people write.
struct SettingsLines {
    private var numbers: [String: Int] = [:]

    init(_ text: String) {
        var section = ""
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let bare = line.drop(while: \.isWhitespace)
            if bare.hasPrefix("["), let end = bare.firstIndex(of: "]") {
                section = Self.normalized(bare[bare.index(after: bare.startIndex)..<end].drop { $0 == "[" })
                note(section, index + 1)
            } else if let equals = bare.firstIndex(of: "="), !bare.hasPrefix("#") {
                let key = Self.normalized(bare[..<equals])
                note(section.isEmpty ? key : section + "." + key, index + 1)
            }
        }
    }

    /// Counted from 1. For a table without a line of its own, the first line inside it.
    func number(of path: [String], _ key: String) -> Int? {
        let wanted = (path + [key]).joined(separator: ".")
        if let line = numbers[wanted] { return line }
        if let line = numbers.filter({ $0.key.hasPrefix(wanted + ".") }).values.min() { return line }
        // An inline table: its own line.
        return path.isEmpty ? nil : numbers[path.joined(separator: ".")]
    }

    private mutating func note(_ key: String, _ line: Int) {
        if numbers[key] == nil { numbers[key] = line }
    }

    private static func normalized(_ text: Substring) -> String {
        String(text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    }
}
