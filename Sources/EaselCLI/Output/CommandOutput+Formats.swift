import EaselCore

extension CommandOutput {
    /// Prints one value as JSON on one line.
    func printJSON(_ value: some Encodable) -> ExitStatus {
        guard let text = try? JSONText.encode(value) else { return .software }
        line(text)
        return .done
    }

    /// Prints rows under headings.
    func table(_ headings: [String], _ rows: [[String]]) {
        for text in TableRenderer(headings: headings, rows: rows).lines() { line(text) }
    }
}

extension String {
    /// The text with spaces after it, up to a width.
    func padded(to width: Int) -> String { count >= width ? self : self + String(repeating: " ", count: width - count) }
}
