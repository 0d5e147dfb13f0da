public import EaselCore
public import Foundation

/// Results beside each other as one page of HTML that needs nothing from outside: files are in it, scripts are not.
public struct ContactSheet: Hashable, Sendable {
    public var title: String
    /// Shown under the title, each on a line of its own.
    public var facts: [String]
    public var cards: [Card]
    /// A table under the cards; its first row holds the headings.
    public var table: [[String]]

    /// One result.
    public struct Card: Hashable, Sendable {
        public var heading: String
        public var facts: [String]
        /// Things that were not as asked.
        public var remarks: [String]
        public var text: String?
        public var media: [Media]
        /// Chosen in a vote, or the winner of a race.
        public var isChosen: Bool

        public init(
            heading: String, facts: [String] = [], remarks: [String] = [], text: String? = nil, media: [Media] = [],
            isChosen: Bool = false
        ) {
            self.heading = heading
            self.facts = facts
            self.remarks = remarks
            self.text = text
            self.media = media
            self.isChosen = isChosen
        }
    }

    /// A file of a result.
    public struct Media: Hashable, Sendable {
        public var type: MediaType
        /// Nil for a file that is missing, or too large to be put into a page.
        public var content: Data?
        /// What stands in its place then, and under it otherwise.
        public var caption: String

        public init(type: MediaType, content: Data?, caption: String) {
            self.type = type
            self.content = content
            self.caption = caption
        }
    }

    public init(title: String, facts: [String] = [], cards: [Card] = [], table: [[String]] = []) {
        self.title = title
        self.facts = facts
        self.cards = cards
        self.table = table
    }

    /// The page. All text in it is escaped; a policy in its head keeps a browser from loading anything.
    public var html: String {
        var lines = [
            "<!doctype html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'\">",
            "<title>\(Self.escaped(title))</title>", "<style>\(Self.style)</style>", "</head>", "<body>",
            "<h1>\(Self.escaped(title))</h1>",
        ]
        lines += facts.map { "<p class=\"fact\">\(Self.escaped($0))</p>" }
        lines.append("<main>")
        for card in cards { lines += Self.lines(card) }
        lines.append("</main>")
        lines += Self.lines(table)
        lines += ["</body>", "</html>", ""]
        return lines.joined(separator: "\n")
    }

    private static func lines(_ card: Card) -> [String] {
        var lines = ["<article\(card.isChosen ? " class=\"chosen\"" : "")>", "<h2>\(escaped(card.heading))</h2>"]
        for media in card.media { lines.append(figure(media)) }
        if let text = card.text { lines.append("<pre>\(escaped(text))</pre>") }
        lines += card.facts.map { "<p class=\"fact\">\(escaped($0))</p>" }
        lines += card.remarks.map { "<p class=\"remark\">\(escaped($0))</p>" }
        return lines + ["</article>"]
    }

    private static func figure(_ media: Media) -> String {
        let caption = "<figcaption>\(escaped(media.caption))</figcaption>"
        guard let content = media.content else { return "<figure class=\"absent\">\(caption)</figure>" }
        let source = "data:\(escaped(media.type.rawValue));base64,\(content.base64EncodedString())"
        let element =
            switch media.type.family {
            case "image": "<img alt=\"\" src=\"\(source)\">"
            case "video": "<video controls preload=\"metadata\" src=\"\(source)\"></video>"
            case "audio": "<audio controls src=\"\(source)\"></audio>"
            default: ""
            }
        return "<figure>\(element)\(caption)</figure>"
    }

    private static func lines(_ table: [[String]]) -> [String] {
        guard let head = table.first else { return [] }
        let cells = { (row: [String], tag: String) in row.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() }
        return ["<table>", "<tr>\(cells(head, "th"))</tr>"]
            + table.dropFirst().map { "<tr>\(cells($0, "td"))</tr>" } + ["</table>"]
    }

    /// Text as HTML; control characters that it may not hold are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    private static let style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1c1c1c;background:#fafafa}
        h1{font-size:1.3rem;white-space:pre-wrap;overflow-wrap:anywhere}h2{font-size:1rem;margin:0 0 .5rem;overflow-wrap:anywhere}
        main{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1rem;margin:1.5rem 0}
        article{background:#fff;border:1px solid #ccc;border-radius:.4rem;padding:.8rem;min-width:0}
        article.chosen{border:2px solid #1a7f37}figure{margin:0 0 .5rem}figcaption{color:#555;font-size:.85rem}
        .absent{padding:2rem 1rem;background:#eee;text-align:center}img,video{max-width:100%;height:auto;display:block}
        audio{width:100%}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
        .fact{margin:.15rem 0;color:#444}.remark{margin:.15rem 0;color:#9a3412}
        table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.25rem .6rem;text-align:left}
        @media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}article{background:#202020;border-color:#444}
        .fact,figcaption{color:#aaa}.absent{background:#2a2a2a}.remark{color:#f0a070}th,td{border-color:#444}}
        """
}
