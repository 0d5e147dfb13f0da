public import EaselCore
public import Foundation

/// Google's Application Default Credentials: what stands for a person or a machine on this computer, and how it was found.
///
/// Finding is pure: environment and files come in as values. Nothing is fetched (wire sheet google.md, section 6.2).
public struct ApplicationDefault: Sendable, Hashable {
    public var account: GoogleAccount
    /// The project of the environment, else the one that the file names; nil where only the metadata server knows.
    public var project: String?
    /// Billed and counted for a person's calls, sent as `x-goog-user-project`.
    public var quotaProject: String?
    /// For `doctor`: `the file /path/key.json that GOOGLE_APPLICATION_CREDENTIALS names`.
    public var origin: String

    public init(account: GoogleAccount, project: String?, quotaProject: String?, origin: String) {
        self.account = account
        self.project = project
        self.quotaProject = quotaProject
        self.origin = origin
    }

    /// Reads a file whole; nil when there is none. Throws an `EaselError` that says why it cannot be read.
    public typealias Reader = (_ path: String) throws(EaselError) -> Data?

    /// Looks in the order of Google's own library: the file of `GOOGLE_APPLICATION_CREDENTIALS`, gcloud's login, the
    /// metadata server of a machine at Google. Nil when there is none of them.
    ///
    /// The metadata server is taken for granted where `GCE_METADATA_HOST` is set or where the machine says that it is
    /// Google's; it is not probed.
    public static func find(
        in environment: [String: String], reading read: Reader
    ) throws(EaselError) -> ApplicationDefault? {
        let words = environment.compactMapValues { value in
            let trimmed = value.trimmingCharacters(in: .whitespacesAndNewlines)
            return trimmed.isEmpty ? nil : trimmed
        }
        var candidate = try file(words, read)
        if candidate == nil { candidate = metadata(words, read) }
        guard var found = candidate else { return nil }
        found.project = words["GOOGLE_CLOUD_PROJECT"] ?? words["GCLOUD_PROJECT"] ?? found.project
        found.quotaProject = words["GOOGLE_CLOUD_QUOTA_PROJECT"] ?? found.quotaProject
        return found
    }

    private static func file(
        _ environment: [String: String], _ read: Reader
    ) throws(EaselError) -> ApplicationDefault? {
        let variable = "GOOGLE_APPLICATION_CREDENTIALS"
        if let path = environment[variable] {
            guard let content = try read(path) else {
                throw EaselError(
                    .configuration, "\(variable) names \(path), and there is no such file.",
                    remedy: "Correct or unset \(variable), or run `gcloud auth application-default login`.")
            }
            return try parse(content, origin: "the file \(path) that \(variable) names")
        }
        guard let path = loginPath(environment), let content = try read(path) else { return nil }
        return try parse(content, origin: "gcloud's login in \(path)")
    }

    /// Where `gcloud auth application-default login` writes.
    private static func loginPath(_ environment: [String: String]) -> String? {
        let folder = environment["CLOUDSDK_CONFIG"] ?? environment["HOME"].map { "\($0)/.config/gcloud" }
        return folder.map { "\($0)/application_default_credentials.json" }
    }

    private static func parse(_ content: Data, origin: String) throws(EaselError) -> ApplicationDefault {
        let file = try GoogleCredentialFile(content, origin: origin)
        return ApplicationDefault(
            account: file.account, project: file.project, quotaProject: file.quotaProject, origin: origin)
    }

    private static func metadata(_ environment: [String: String], _ read: Reader) -> ApplicationDefault? {
        guard environment["NO_GCE_CHECK"]?.lowercased() != "true" else { return nil }
        let here = ApplicationDefault(
            account: .metadataServer, project: nil, quotaProject: nil, origin: "the metadata server of this machine")
        if environment["GCE_METADATA_HOST"] != nil { return here }
        // On Linux the product name of a machine at Google begins with the word (6.5).
        let product = (try? read("/sys/class/dmi/id/product_name")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return product.hasPrefix("Google") ? here : nil
    }
}
