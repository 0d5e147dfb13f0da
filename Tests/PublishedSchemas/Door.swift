import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// A provider as it is reached with one kind of credential.
struct Door: Sendable {
    /// For messages: `vertex with a key`.
    var name: String
    var registration: ProviderRegistration
    var provider: Provider

    /// Every provider; one that also takes an access token is reached both ways.
    static func all(_ registrations: [ProviderRegistration]) -> [Door] {
        registrations.flatMap { registration in
            let keyed = Door(name: "\(registration.id)", registration: registration, provider: make(registration, nil))
            guard registration.descriptor.credential.takesApplicationDefault else { return [keyed] }
            let token = make(registration, StaticToken())
            return [
                Door(name: "\(registration.id) with a key", registration: registration, provider: keyed.provider),
                Door(name: "\(registration.id) with a token", registration: registration, provider: token),
            ]
        }
    }

    /// The cards that ship; of a server whose models nobody knows, those of a model that it lists.
    func cards() async -> [ModelCard] {
        guard registration.curated.isEmpty else { return registration.curated }
        var cards: [ModelCard] = []
        for modality in provider.services.modalities { cards += (try? await provider.models.listed(modality)) ?? [] }
        return cards
    }

    private static let models = #"{"object":"list","data":[{"id":"a-model","object":"model","owned_by":"library"}]}"#

    private static func make(_ registration: ProviderRegistration, _ authorizer: StaticToken?) -> Provider {
        var context = ProviderContext(
            registration.descriptor, transport: CannedTransport(.json(models)),
            credential: authorizer == nil ? Credential(secret: "key", origin: "test") : nil)
        context.authorizer = authorizer
        if authorizer != nil { context.settings = ["project": "a-project"] }
        return registration.make(context)
    }
}

/// Signs with a token that nobody fetched.
private struct StaticToken: CallAuthorizer {
    private let token = Credential(secret: "token", origin: "test")

    var secrets: [Credential] { [token] }

    func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall { preview(call) }

    func preview(_ call: HTTPCall) -> HTTPCall {
        var call = call
        call.headers.set("Authorization", scheme: "Bearer", secret: token)
        return call
    }
}
