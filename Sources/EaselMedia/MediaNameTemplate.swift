public import EaselCore

/// How files are named below the configured folder: `{date}/{slug}-{id}.{ext}`.
///
/// Every name ends in `.{ext}`, which comes from the bytes. Nothing in a template, and nothing that fills it, can lead out of
/// the folder.
public struct MediaNameTemplate: Hashable, Sendable, CustomStringConvertible {
    /// A word in braces.
    enum Field: String, CaseIterable {
        case date, time, slug, id, provider, model, modality, index, seed, ext
    }

    enum Piece: Hashable {
        case text(String)
        case field(Field)
    }

    /// As it was written.
    public let description: String
    /// The folders, outermost first.
    let folders: [[Piece]]
    /// The name without `.{ext}`.
    let stem: [Piece]

    /// Days as folders, then the prompt's words and the short id.
    public static let standard = MediaNameTemplate(
        description: "{date}/{slug}-{id}.{ext}", folders: [[.field(.date)]],
        stem: [.field(.slug), .text("-"), .field(.id)])

    private init(description: String, folders: [[Piece]], stem: [Piece]) {
        self.description = description
        self.folders = folders
        self.stem = stem
    }

    /// Reads a template. Throws `configuration` with the reason where it is none.
    public init(_ text: String) throws(EaselError) {
        guard text.utf8.count <= 300 else { throw Self.refused(text, "is longer than 300 bytes") }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 8 else { throw Self.refused(text, "has more than eight parts") }
        var pieces: [[Piece]] = []
        for part in parts { pieces.append(try Self.pieces(of: part, in: text)) }
        guard var name = pieces.popLast(), name.popLast() == .field(.ext), case .text(let dotted) = name.popLast(),
            dotted.hasSuffix(".")
        else { throw Self.refused(text, "does not end in .{ext}") }
        if dotted != "." { name.append(.text(String(dotted.dropLast()))) }
        guard !name.isEmpty else { throw Self.refused(text, "has no name before .{ext}") }
        guard !(pieces.joined() + name).contains(.field(.ext)) else {
            throw Self.refused(text, "uses {ext} in another place than its end")
        }
        self.init(description: text, folders: pieces, stem: name)
    }

    private static func pieces(of part: String, in template: String) throws(EaselError) -> [Piece] {
        guard !part.isEmpty else { throw refused(template, "has an empty part (a / at its start, its end or doubled)") }
        guard !part.hasPrefix("."), !part.hasPrefix(" "), !part.hasSuffix(" ") else {
            throw refused(template, "has a part that begins with a dot, or begins or ends with a space")
        }
        var pieces: [Piece] = []
        var rest = Substring(part)
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let plain = rest[..<brace]
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
                throw refused(template, "has a brace without its partner")
            }
            let word = rest[rest.index(after: brace)..<end]
            guard let field = Field(rawValue: String(word)) else {
                throw refused(template, "uses {\(TerminalSafeText.line(String(word)))}, which is not known")
            }
            if !plain.isEmpty { pieces.append(.text(String(plain))) }
            pieces.append(.field(field))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        for case .text(let words) in pieces where !words.unicodeScalars.allSatisfy(isPlain) {
            throw refused(template, "holds a character that file names should not have")
        }
        return pieces
    }

    /// What every file system takes, and no terminal acts on.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: !"\\:*?\"<>|".unicodeScalars.contains(scalar)
        }
    }

    private static func refused(_ text: String, _ why: String) -> EaselError {
        let shown = TerminalSafeText.line(String(text.prefix(100)))
        let fields = Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        return EaselError(
            .configuration, "The template for file names “\(shown)” \(why).",
            remedy: "Write one like \(standard) with \(fields).")
    }
}
