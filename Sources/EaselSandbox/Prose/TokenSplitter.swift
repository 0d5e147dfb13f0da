/// Cuts text into the small pieces a model streams: words with the space before them, long words in parts, and
/// composed emoji one scalar at a time, as real tokenizers do.
enum TokenSplitter {
    static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var current = ""
        func flush() {
            if !current.isEmpty { tokens.append(current) }
            current = ""
        }
        for character in text {
            if character.isASCII, character.isLetter || character.isNumber {
                if current.count >= 7 { flush() }
                current.append(character)
            } else if character == " " {
                flush()
                current = " "
            } else if character.isLetter, character.isASCII == false, character.unicodeScalars.count == 1 {
                if current.count >= 3 { flush() }
                current.append(character)
            } else {
                flush()
                for scalar in character.unicodeScalars { tokens.append(String(Character(scalar))) }
            }
        }
        flush()
        return tokens
    }

    /// About as many tokens as a real model would count.
    static func count(of text: String) -> Int {
        tokens(of: text).count
    }
}
