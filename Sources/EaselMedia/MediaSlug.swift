import Foundation

/// The part of a file's name that comes from the prompt.
enum MediaSlug {
    static let longest = 40

    /// Lower-case ASCII letters, digits and single hyphens, at most 40 of them; `untitled` when nothing is left.
    static func of(_ prompt: String) -> String {
        let scalars = String.UnicodeScalarView(prompt.unicodeScalars.prefix(longest * 8))
        var slug = ""
        for scalar in String(scalars).decomposedStringWithCompatibilityMapping.unicodeScalars {
            guard !isMark(scalar) else { continue }
            if let word = word(for: scalar) {
                slug += word
            } else if !slug.isEmpty, !slug.hasSuffix("-") {
                slug += "-"
            }
        }
        let short = shortened(slug)
        return short.isEmpty ? "untitled" : short
    }

    private static func word(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "a"..."z", "0"..."9": String(scalar)
        case "A"..."Z": String(scalar).lowercased()
        default: spellings[scalar]
        }
    }

    /// Accents, and apostrophes: `don't` is one word.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: scalar == "'" || scalar == "\u{2019}"
        }
    }

    /// Cuts between words where that keeps at least half.
    private static func shortened(_ slug: String) -> String {
        let trimmed = slug.hasSuffix("-") ? String(slug.dropLast()) : slug
        guard trimmed.count > longest else { return trimmed }
        let cut = trimmed.prefix(longest)
        if trimmed.dropFirst(longest).first == "-" { return String(cut) }
        if let hyphen = cut.lastIndex(of: "-"), cut.distance(from: cut.startIndex, to: hyphen) >= longest / 2 {
            return String(cut[..<hyphen])
        }
        return cut.hasSuffix("-") ? String(cut.dropLast()) : String(cut)
    }

    private static let spellings: [Unicode.Scalar: String] = [
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
        "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ı": "i",
    ]
}
