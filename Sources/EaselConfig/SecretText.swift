import EaselCore

/// Checks what was read as a key. No error repeats any of it.
enum SecretText {
    /// The key without white space around it, nil when nothing is left.
    ///
    /// A key goes into an HTTP header: only printable ASCII can. Line breaks inside would add headers.
    static func checked(_ text: String, origin: String) throws(EaselError) -> String? {
        // By scalars and for ASCII only: `Character` and `String` know blanks that no person sees, and those are refused.
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || (0x09...0x0D).contains(scalar.value) }
        let trimmed = text.unicodeScalars.drop(while: isBlank)
        let key = Substring(trimmed.lastIndex { !isBlank($0) }.map { trimmed[...$0] } ?? trimmed)
        guard !key.isEmpty else { return nil }
        guard key.utf8.count <= 16_384 else {
            throw ConfigurationFailure.bad("The key from \(origin) is longer than any key.", "Check what is there.")
        }
        guard key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw ConfigurationFailure.bad(
                "The key from \(origin) holds a line break, a control character or a letter outside ASCII.",
                "Copy the key again, on one line and without anything around it.")
        }
        return String(key)
    }
}
