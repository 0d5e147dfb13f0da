import EaselConfig
import EaselCore
import EaselGoogleAuth
import EaselProviderKit
import EaselStorage
import Foundation

/// Google's Application Default Credentials of this machine, for the providers that take them and for Secret Manager.
/// They are looked for once; a token is fetched when the first call needs one.
struct GoogleAccess: Sendable {
    enum Finding: Sendable {
        case found(any CallAuthorizer, project: String?, origin: String)
        case missing
        case broken(EaselError)
    }

    private let finding: Finding
    /// Tokens and keys go past a recording; files out of Cloud Storage are part of it.
    private let tape: Tape
    private let endpoints: GoogleAuthEndpoints
    private let variables: [String: String]
    private let sandbox: URL?

    /// - Parameter sandbox: the root of a running sandbox; its metadata server stands for the machine's then.
    init(_ environment: Environment, paths: Paths, tape: Tape, sandbox: URL?) {
        self.tape = tape
        let transport = tape.direct
        self.variables = environment.values
        let sandbox = tape.recorded.map(\.sandbox) ?? sandbox
        self.sandbox = sandbox
        self.endpoints = GoogleAuthEndpoints(environment: environment.values, sandbox: sandbox)
        guard !tape.isReplay else {
            finding = .found(ReplayAuthorizer(), project: nil, origin: "the recording")
            return
        }
        guard sandbox == nil else {
            let found = ApplicationDefault(
                account: .metadataServer, project: nil, quotaProject: nil, origin: "the sandbox")
            finding = .found(
                GoogleAuthorizer(found, transport: transport, endpoints: endpoints), project: nil, origin: found.origin)
            return
        }
        var variables = environment.values
        variables["HOME"] = paths.home.path
        do {
            guard let found = try ApplicationDefault.find(in: variables, reading: Self.read) else {
                finding = .missing
                return
            }
            finding = .found(
                GoogleAuthorizer(found, transport: transport, endpoints: endpoints), project: found.project,
                origin: found.origin)
        } catch {
            finding = .broken(error)
        }
    }

    /// Signs calls with a token; nil where no credentials are.
    var authorizer: (any CallAuthorizer)? { if case .found(let authorizer, _, _) = finding { authorizer } else { nil } }

    /// The project that the credentials name.
    var project: String? { if case .found(_, let project, _) = finding { project } else { nil } }

    /// Why credentials that are there cannot be used.
    var obstacle: EaselError? { if case .broken(let error) = finding { error } else { nil } }

    /// Opens `gs://` addresses with the token, and leaves all others to another source.
    func opening(_ others: any MediaSource) -> any MediaSource {
        CloudMediaSource(storage(over: tape.transport), otherwise: others)
    }

    /// Cloud Storage with the token, for files' second home: a recording does not hold that.
    var storage: CloudStorage { storage(over: tape.direct) }

    /// An emulator gets no token.
    private func storage(over transport: any HTTPTransport) -> CloudStorage {
        CloudStorage(
            transport: transport, authorizer: isEmulated ? nil : authorizer,
            endpoint: CloudStorageEndpoint(environment: variables, sandbox: sandbox))
    }

    /// Why nothing can be written to Cloud Storage, nil when that is not known.
    var storageObstacle: EaselError? {
        guard !isEmulated, authorizer == nil else { return nil }
        return obstacle
            ?? EaselError(
                .authentication, "Cloud Storage needs Application Default Credentials, and this machine has none.",
                remedy: "Run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS.")
    }

    private var isEmulated: Bool { CloudStorageEndpoint.isEmulated(variables) }

    /// A key that is kept in Secret Manager. Throws what stands against reading it.
    func secret(_ name: String) async throws(EaselError) -> String {
        let reference = try SecretReference(name)
        if let obstacle { throw obstacle }
        guard let authorizer else {
            throw EaselError(
                .authentication, "Secret Manager needs Application Default Credentials, and this machine has none.",
                remedy: "Run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS.")
        }
        return try await SecretManagerReader(transport: tape.direct, authorizer: authorizer, endpoints: endpoints)
            .read(reference).secret
    }

    private static func read(_ path: String) throws(EaselError) -> Data? {
        switch SmallFile.read(path, limit: 1 << 20) {
        case .content(let bytes, _): return Data(bytes)
        case .missing: return nil
        case .notRegular, .tooLarge:
            throw EaselError(.configuration, "\(path) is no file of credentials.", remedy: "Check the path.")
        case .failed(let code):
            throw EaselError(
                .configuration, "Cannot read \(path): \(String(cString: strerror(code))).",
                remedy: "Give your user the right to read it.")
        }
    }
}
