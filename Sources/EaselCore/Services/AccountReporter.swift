/// Tells how the account, or the key, behind a provider stands. Asking costs nothing.
public protocol AccountReporter: Sendable {
    /// Asks the provider. Throws `authentication` for a key that the provider does not know.
    func account() async throws(EaselError) -> AccountStatus
}
