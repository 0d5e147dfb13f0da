import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// A made-up provider for the tests of the kit.
enum Sample {
    static let secret = "s3cr3t-k3y-0001"

    static let descriptor = ProviderDescriptor(
        id: "acme", name: "Acme", credential: CredentialSpec(variables: [["ACME_KEY"]], isRequired: true),
        endpoints: [
            EndpointSpec("api", variable: "EASEL_ACME_URL", address: "https://api.acme.test/v1", sandboxPath: "/acme")
        ].compactMap(\.self),
        facts: ProviderFacts(
            authentication: "", rateLimits: "", responseFormats: "", asyncStyle: "", cancellation: "", safety: ""))

    static func client(
        _ transport: CannedTransport, credential: String? = secret, base: String = "https://api.acme.test/v1"
    ) -> APIClient {
        let key = credential.map { Credential(secret: $0, origin: "test") }
        let context = ProviderContext(
            descriptor, transport: transport, configured: URL(string: base).map { ["api": $0] } ?? [:], credential: key)
        let profile = APIProfile(descriptor, scheme: "Bearer") { $0.error(StatusMapping.kind(for: $0.status)) }
        return APIClient(profile, base: context.endpoints["api"], context: context)
    }
}

/// Runs work that is expected to fail and returns its error.
func failure<Value>(_ work: () async throws(EaselError) -> Value) async -> EaselError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error
    }
}
