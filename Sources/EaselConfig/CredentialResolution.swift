public import EaselCore

/// What became of the search for a provider's credential.
public enum CredentialResolution: Sendable, Hashable {
    /// The warnings are for people: a file that others can read, for example.
    case found(Credential, warnings: [String])
    /// Nothing is configured.
    case missing
    /// Something is configured, and it does not work.
    case broken(EaselError)

    public var credential: Credential? { if case .found(let credential, _) = self { credential } else { nil } }
}
