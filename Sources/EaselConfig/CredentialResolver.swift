public import EaselCore

/// Finds providers' credentials: in the environment first, then where the configuration file points.
public struct CredentialResolver: Sendable {
    private let environment: Environment
    private let settings: Settings
    private let paths: Paths
    private let commandTimeout: Duration
    private let secretManager: SecretManager

    /// Reads a secret version of Google's Secret Manager by its resource name, `projects/P/secrets/S/versions/latest`.
    public typealias SecretManager = @Sendable (String) async throws(EaselError) -> String

    public init(
        environment: Environment, settings: Settings, paths: Paths, commandTimeout: Duration = .seconds(20),
        secretManager: @escaping SecretManager
    ) {
        self.environment = environment
        self.settings = settings
        self.paths = paths
        self.commandTimeout = commandTimeout
        self.secretManager = secretManager
    }

    /// Blank values count as missing. The error of a broken credential never holds the key or what a command printed.
    public func resolve(_ spec: CredentialSpec, provider: ProviderID) async -> CredentialResolution {
        do {
            for variables in spec.variables {
                if let credential = try environmentCredential(variables) { return .found(credential, warnings: []) }
            }
            if let reference = settings.providers[provider]?.key { return try await follow(reference, provider) }
            if let half = incompleteSet(spec) { return .broken(half) }
            return .missing
        } catch {
            return .broken(error.with { $0.provider = provider })
        }
    }

    /// Nil unless every variable of the set has a value; several are joined with colons.
    private func environmentCredential(_ variables: [String]) throws(EaselError) -> Credential? {
        var values: [String] = []
        for name in variables {
            guard let value = environment[name],
                let secret = try SecretText.checked(value, origin: "\(name) in the environment")
            else {
                return nil
            }
            values.append(secret)
        }
        guard !values.isEmpty else { return nil }
        let names = variables.joined(separator: " and ")
        return Credential(secret: values.joined(separator: ":"), origin: "\(names) in the environment")
    }

    private func incompleteSet(_ spec: CredentialSpec) -> EaselError? {
        for variables in spec.variables where variables.contains(where: { environment[$0] != nil }) {
            let missing = variables.filter { environment[$0] == nil }.joined(separator: " and ")
            let present = variables.filter { environment[$0] != nil }.joined(separator: " and ")
            return ConfigurationFailure.bad("\(present) is set, but \(missing) is not.", "Set both: they make one key.")
        }
        return nil
    }

    private func follow(_ reference: CredentialReference, _ provider: ProviderID) async throws(EaselError)
        -> CredentialResolution
    {
        switch reference {
        case .environment(let name):
            return try environmentCredential([name]).map { .found($0, warnings: []) } ?? .missing
        case .file(let path):
            return try fileCredential(paths.expandingTilde(path))
        case .command(let line):
            return .found(try await commandCredential(line, provider), warnings: [])
        case .secretManager(let name):
            return .found(try await managedCredential(name), warnings: [])
        }
    }

    private func managedCredential(_ name: String) async throws(EaselError) -> Credential {
        let origin = "Secret Manager, \(name)"
        guard let secret = try SecretText.checked(try await secretManager(name), origin: origin) else {
            throw ConfigurationFailure.bad("The secret \(name) is empty.", "Add a version of it that holds the key.")
        }
        return Credential(secret: secret, origin: origin)
    }

    private func fileCredential(_ path: String) throws(EaselError) -> CredentialResolution {
        let remedy = "Correct `key` in config.toml or the file."
        let (bytes, mode): ([UInt8], UInt32)
        switch SmallFile.read(path, limit: 65_536) {
        case .content(let content, let permissions): (bytes, mode) = (content, permissions)
        case .missing: throw ConfigurationFailure.bad("The key file \(path) does not exist.", remedy)
        case .notRegular: throw ConfigurationFailure.bad("The key file \(path) is not a regular file.", remedy)
        case .tooLarge: throw ConfigurationFailure.bad("The key file \(path) is too large for a key.", remedy)
        case .failed(let code): throw ConfigurationFailure.system(code, "Cannot read the key file", path, remedy)
        }
        guard let secret = try SecretText.checked(String(decoding: bytes, as: UTF8.self), origin: path) else {
            throw ConfigurationFailure.bad("The key file \(path) is empty.", remedy)
        }
        let warnings = mode & 0o077 == 0 ? [] : ["Others can read \(path): chmod 600 it."]
        return .found(Credential(secret: secret, origin: "the file \(path)"), warnings: warnings)
    }

    private func commandCredential(_ line: String, _ provider: ProviderID) async throws(EaselError) -> Credential {
        let origin = "the command of [providers.\(provider)]"
        let remedy = "Run the command by hand; it has to print the key and nothing else."
        switch await ShellCommand(line: line, environment: environment.values, timeout: commandTimeout).run() {
        case .output(let bytes):
            guard let secret = try SecretText.checked(String(decoding: bytes, as: UTF8.self), origin: origin) else {
                throw ConfigurationFailure.bad("\(Self.capitalized(origin)) printed nothing.", remedy)
            }
            return Credential(secret: secret, origin: origin)
        case .exit(let code):
            throw ConfigurationFailure.bad("\(Self.capitalized(origin)) failed with exit code \(code).", remedy)
        case .signal(let number):
            throw ConfigurationFailure.bad("\(Self.capitalized(origin)) was killed by signal \(number).", remedy)
        case .timeout:
            throw ConfigurationFailure.bad("\(Self.capitalized(origin)) did not end within \(commandTimeout).", remedy)
        case .tooMuch: throw ConfigurationFailure.bad("\(Self.capitalized(origin)) printed too much for a key.", remedy)
        case .cancelled: throw .cancelled
        case .failed(let code): throw ConfigurationFailure.system(code, "Cannot run", "/bin/sh", remedy)
        }
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
