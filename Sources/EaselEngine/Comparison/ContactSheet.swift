/// Results beside each other as one page of HTML.
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
        /// Why there is no result.
        public var error: String?
        public var figures: [ContactFigure]
        /// Chosen in a vote, or the winner of a race.
        public var isChosen: Bool

        public init(
            heading: String, facts: [String] = [], remarks: [String] = [], text: String? = nil,
            error: String? = nil, figures: [ContactFigure] = [], isChosen: Bool = false
        ) {
            self.heading = heading
            self.facts = facts
            self.remarks = remarks
            self.text = text
            self.error = error
            self.figures = figures
            self.isChosen = isChosen
        }
    }

    public init(title: String, facts: [String] = [], cards: [Card] = [], table: [[String]] = []) {
        self.title = title
        self.facts = facts
        self.cards = cards
        self.table = table
    }

    /// The page.
    public var html: String {
        ContactPage.head(title, facts: facts, isBeside: cards.count <= Self.mostBeside)
            + cards.map(Self.html).joined() + ContactPage.foot(below: Self.html(table))
    }

    private static let mostBeside = 6

    private static func html(_ card: Card) -> String {
        let kind = card.error != nil ? " class=\"failed\"" : card.isChosen ? " class=\"chosen\"" : ""
        let mark = card.isChosen ? " <span class=\"mark good\">★ chosen</span>" : ""
        var html = "<article\(kind)>\n<h2 dir=\"auto\">\(HTMLText.escaped(card.heading))\(mark)</h2>\n"
        html += card.figures.map(\.html).joined()
        if let error = card.error { html += "<p class=\"error\" dir=\"auto\">\(HTMLText.escaped(error))</p>\n" }
        if let text = card.text, !text.isEmpty {
            html += "<pre class=\"answer\" dir=\"auto\" tabindex=\"0\">\(HTMLText.escaped(text))</pre>\n"
        }
        html += card.facts.map { "<p class=\"facts\" dir=\"auto\">\(HTMLText.escaped($0))</p>\n" }.joined()
        html += card.remarks.map { "<p class=\"remark\" dir=\"auto\">! \(HTMLText.escaped($0))</p>\n" }.joined()
        return html + "</article>\n"
    }

    private static func html(_ table: [[String]]) -> String {
        guard let head = table.first else { return "" }
        let headings = head.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
        let rows = table.dropFirst().map { row in
            let cells = row.dropFirst().map { "<td>\(HTMLText.escaped($0))</td>" }.joined()
            return "<tr><th scope=\"row\">\(HTMLText.escaped(row.first ?? ""))</th>\(cells)</tr>\n"
        }
        return """
            <section><div class="table" role="region" aria-label="Measures" tabindex="0"><table>
            <caption>Measures</caption>
            <thead><tr>\(headings)</tr></thead>
            <tbody>
            \(rows.joined())</tbody></table></div></section>

            """
    }
}
