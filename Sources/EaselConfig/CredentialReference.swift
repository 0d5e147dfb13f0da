public import EaselCore

/// Where a key is found, as the configuration file writes it.
public enum CredentialReference: Sendable, Hashable {
    /// `env:NAME`.
    case environment(String)
    /// `file:/path`.
    case file(String)
    /// `command:pass show fal`, run by `/bin/sh -c`.
    case command(String)
    /// `gcp-secret:projects/P/secrets/S/versions/latest`.
    case secretManager(String)

    /// Reads a reference. A text that is none may be a key, so the error never repeats it.
    public init(_ text: String, provider: ProviderID) throws(EaselError) {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = halves.count == 2 ? halves[1].drop(while: \.isWhitespace) : ""
        let value = String(rest)
        switch halves.first {
        case "env" where Self.isName(value): self = .environment(value)
        case "file" where value.hasPrefix("/") || value.hasPrefix("~/"): self = .file(value)
        case "command" where !value.isEmpty: self = .command(value)
        case "gcp-secret" where !value.isEmpty: self = .secretManager(value)
        default:
            throw ConfigurationFailure.bad(
                "`key` of [providers.\(provider)] is not a reference; a key itself may not stand in the file.",
                "Write key = \"env:NAME\", \"file:/path\" or \"command:…\"; if a key was there, revoke it if others could read the file."
            )
        }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0))
        }
    }
}
