/// A prompt with places to fill in.
public struct PromptTemplate: Hashable, Sendable {
    /// A place to fill in: `{{name}}` or `{{name|what stands there unless something else is said}}`.
    public struct Variable: Hashable, Sendable {
        public var name: String
        public var defaultText: String

        public init(_ name: String, default defaultText: String = "") {
            self.name = name
            self.defaultText = defaultText
        }
    }

    /// What people call it; of two with one name the later one counts, so that a person's own replaces a bundled one.
    public var name: String
    /// Templates of one kind stand together.
    public var category: String
    /// What it is written for; nil for any.
    public var modality: Modality?
    /// One sentence.
    public var summary: String
    public var body: String

    public init(
        name: String, category: String, modality: Modality? = nil, summary: String = "", body: String
    ) {
        self.name = name
        self.category = category
        self.modality = modality
        self.summary = summary
        self.body = body
    }

    /// The variables in the order of their first place; a default that any of the places names counts for all.
    public var variables: [Variable] {
        var variables: [Variable] = []
        for case .variable(let variable) in Self.pieces(of: body) {
            if let index = variables.firstIndex(where: { $0.name == variable.name }) {
                if variables[index].defaultText.isEmpty { variables[index].defaultText = variable.defaultText }
            } else {
                variables.append(variable)
            }
        }
        return variables
    }

    /// The body with every variable replaced; one without a value, or with an empty one, by its default.
    public func filled(with values: [String: String]) -> String {
        let defaults = Dictionary(variables.map { ($0.name, $0.defaultText) }, uniquingKeysWith: { first, _ in first })
        return Self.pieces(of: body).map { piece in
            switch piece {
            case .text(let text): text
            case .variable(let variable):
                values[variable.name].flatMap { $0.isEmpty ? nil : $0 } ?? defaults[variable.name] ?? ""
            }
        }.joined()
    }

    private enum Piece {
        case text(String)
        case variable(Variable)
    }

    /// Braces that hold no name are text. `\{{` is text as well.
    private static func pieces(of body: String) -> [Piece] {
        var pieces: [Piece] = []
        var text = ""
        var rest = Substring(body)
        while let start = rest.range(of: "{{") {
            let before = rest[..<start.lowerBound]
            let behind = rest[start.upperBound...]
            if before.hasSuffix("\\") {
                text += before.dropLast() + "{{"
                rest = behind
                continue
            }
            guard let end = behind.range(of: "}}"), let variable = variable(behind[..<end.lowerBound]) else {
                text += before + "{{"
                rest = behind
                continue
            }
            text += before
            if !text.isEmpty { pieces.append(.text(text)) }
            text = ""
            pieces.append(.variable(variable))
            rest = behind[end.upperBound...]
        }
        text += rest
        return text.isEmpty ? pieces : pieces + [.text(text)]
    }

    private static func variable(_ text: Substring) -> Variable? {
        let halves = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first else { return nil }
        let name = first.trimmed
        guard !name.isEmpty, !name.contains(where: { "{}\n".contains($0) }) else { return nil }
        return Variable(name, default: halves.count > 1 ? halves[1].trimmed : "")
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}

/// The templates that can be used now, and what is wrong with those that cannot.
public struct TemplateShelf: Hashable, Sendable {
    public var templates: [PromptTemplate]
    /// One line each: the file, the line in it, what is wrong.
    public var problems: [String]

    public init(_ templates: [PromptTemplate] = [], problems: [String] = []) {
        self.templates = templates
        self.problems = problems
    }
}
