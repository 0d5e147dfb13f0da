public import EaselCore
import Foundation

/// Keeps secrets out of what is written beside a file.
public enum SidecarScrub {
    /// Without what is named like a secret; addresses without user, password, query and fragment, which may be signatures.
    public static func values(_ values: ParameterValues) -> ParameterValues {
        values.reduce(into: [:]) { clean, entry in
            if !isSecret(entry.key.rawValue) { clean[entry.key] = value(entry.value) }
        }
    }

    public static func attachment(_ attachment: Attachment) -> Attachment {
        guard let hosted = attachment.hosted else { return attachment }
        return Attachment(role: attachment.role, file: bare(hosted) ?? hosted)
    }

    private static func value(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(self.text(text))
        case .array(let values): .array(values.map(self.value))
        case .object(let members):
            .object(members.filter { !isSecret($0.key) }.mapValues(self.value))
        default: value
        }
    }

    private static func text(_ text: String) -> String {
        let start = text.prefix(8).lowercased()
        if start.hasPrefix("data:"), text.utf8.count > 1000 { return text.prefix { $0 != "," }.prefix(100) + ",…" }
        guard start.hasPrefix("http://") || start.hasPrefix("https://") || start.hasPrefix("gs://"),
            let url = URL(string: text)
        else { return text }
        return bare(url)?.absoluteString ?? "…"
    }

    private static func bare(_ url: URL) -> URL? {
        guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else { return nil }
        parts.user = nil
        parts.password = nil
        parts.query = nil
        parts.fragment = nil
        return parts.url
    }

    private static func isSecret(_ name: String) -> Bool {
        let word = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return ["key", "token", "auth", "cookie"].contains(word) || endings.contains { word.hasSuffix($0) }
    }

    private static let endings = [
        "apikey", "accesskey", "secretkey", "privatekey", "accesstoken", "authtoken", "apitoken", "hftoken", "idtoken",
        "bearertoken", "refreshtoken", "sessiontoken", "secret", "password", "passwd", "authorization", "credential",
        "credentials",
    ]
}
