public import Foundation

/// Where Cloud Storage is spoken to.
public struct CloudStorageEndpoint: Hashable, Sendable {
    /// Without a slash at its end.
    public var base: URL
    /// Somebody configured it in place of Google's: sessions are expected there, whatever host an answer names.
    public var isConfigured: Bool

    public static let variable = "STORAGE_EMULATOR_HOST"

    /// Google's own.
    public init() {
        base = Self.usual
        isConfigured = false
    }

    /// Another server, such as an emulator or a sandbox.
    public init(base: URL) {
        let bare = String(base.absoluteString.reversed().drop { $0 == "/" }.reversed())
        self.base = URL(string: bare) ?? base
        isConfigured = true
    }

    /// `STORAGE_EMULATOR_HOST` with or without a scheme, else the sandbox, else Google's own. Google's libraries send no
    /// credential to an emulator (wire sheet 7.7): neither should who builds a `CloudStorage` on one.
    ///
    /// - Parameter sandbox: the root of a running `easel sandbox`.
    public init(environment: [String: String], sandbox: URL? = nil) {
        let text = environment[Self.variable] ?? ""
        let address = text.contains("://") ? text : "http://" + text
        if let url = URL(string: address), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host()?.isEmpty == false
        {
            self.init(base: url)
        } else if let sandbox {
            self.init(base: sandbox.appending(path: "storage"))
        } else {
            self.init()
        }
    }

    /// Whether the environment names an emulator.
    public static func isEmulated(_ environment: [String: String]) -> Bool {
        environment[variable].map { !$0.isEmpty } ?? false
    }

    private static let usual = URL(string: "https://storage.googleapis.com") ?? URL(fileURLWithPath: "/")
}
