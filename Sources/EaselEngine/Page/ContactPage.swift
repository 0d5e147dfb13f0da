/// The frame of every page that Easel writes. It loads nothing from outside and runs nothing: its policy forbids both, and
/// everything in it is escaped. A file that lies beside the page may be played from there.
public enum ContactPage {
    /// Everything before the cards: the document's head, the heading, what is under it.
    ///
    /// - Parameters:
    ///   - title: its first line is the heading; a longer one is there in full below it.
    ///   - facts: each on a line of its own.
    ///   - isBeside: a few that are read and looked at beside each other, rather than many that are looked over.
    public static func head(_ title: String, facts: [String] = [], isBeside: Bool = false) -> String {
        let heading = HTMLText.line(title, mostInHeading)
        let rest =
            heading == title
            ? "" : "<pre class=\"whole\" dir=\"auto\" tabindex=\"0\">\(HTMLText.escaped(title))</pre>\n"
        let lines = facts.map { "<p dir=\"auto\">\(HTMLText.escaped($0))</p>\n" }.joined()
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="generator" content="Easel">
            <link rel="icon" href="data:,">
            <title>\(HTMLText.escaped(heading))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <header>
            <h1 dir="auto">\(HTMLText.escaped(heading))</h1>
            \(rest)\(lines)</header>
            <main\(isBeside ? " class=\"beside\"" : "")>

            """
    }

    /// Everything after the cards.
    ///
    /// - Parameter section: HTML that stands below them.
    public static func foot(_ words: String = "Made with Easel", below section: String = "") -> String {
        "</main>\n\(section)<footer><p>\(HTMLText.escaped(words))</p></footer>\n</body>\n</html>\n"
    }

    private static let mostInHeading = 120

    /// `file:` lets a film beside the page be played; it reaches nothing that is not on the reader's machine.
    private static let policy =
        "default-src 'none'; img-src data:; media-src data: file:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
}
