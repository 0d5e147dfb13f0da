public import Foundation

/// What a provider is, before any credential is known. It feeds `doctor`, the tooltips and the reference documentation.
public struct ProviderDescriptor: Sendable, Hashable {
    public var id: ProviderID
    /// As the company writes it: `fal.ai`.
    public var name: String
    public var credential: CredentialSpec
    public var endpoints: [EndpointSpec]
    /// What else a person may set for it: a project, a location.
    public var settings: [ProviderSetting]
    /// What the provider allows for the whole account, as far as it says so.
    public var rate: RateLimits
    /// Requests that it counts apart from the others.
    public var rateClasses: [RateClass]
    /// For what a refusal holds that does not say so itself.
    public var rateScope: RateScope
    /// Limits that a person set; they stand in place of what ships with Easel.
    public var ownLimits: RateLimits
    public var facts: ProviderFacts

    public init(
        id: ProviderID, name: String, credential: CredentialSpec, endpoints: [EndpointSpec],
        settings: [ProviderSetting] = [], rate: RateLimits = RateLimits(), facts: ProviderFacts
    ) {
        self.rateClasses = []
        self.rateScope = .account
        self.ownLimits = RateLimits()
        self.id = id
        self.name = name
        self.credential = credential
        self.endpoints = endpoints
        self.settings = settings
        self.rate = rate
        self.facts = facts
    }

    /// A copy with changes.
    public func with(_ change: (inout ProviderDescriptor) -> Void) -> ProviderDescriptor {
        var copy = self
        change(&copy)
        return copy
    }

    /// The provider's feature flag: `EASEL_FAL_ENABLED=false` switches it off.
    public var enabledVariable: String { "EASEL_\(id.rawValue.uppercased())_ENABLED" }
}

/// A word that a provider is configured with: read from the environment, then from its table in the configuration file.
public struct ProviderSetting: Sendable, Hashable {
    /// The key under `[providers.<id>]`: `project`.
    public var name: String
    /// Environment variables, best first.
    public var variables: [String]
    /// One sentence: what it is for.
    public var summary: String

    public init(_ name: String, variables: [String], summary: String) {
        self.name = name
        self.variables = variables
        self.summary = summary
    }
}

/// Which credential a provider takes.
public struct CredentialSpec: Sendable, Hashable {
    /// Sets of environment variables, best first; the variables of one set are joined with `:` (fal's id and secret).
    public var variables: [[String]]
    public var isRequired: Bool
    /// Google's Application Default Credentials serve in place of a key.
    public var takesApplicationDefault: Bool
    /// Where a person gets a key.
    public var page: String?

    public init(
        variables: [[String]], isRequired: Bool, takesApplicationDefault: Bool = false, page: String? = nil
    ) {
        self.variables = variables
        self.isRequired = isRequired
        self.takesApplicationDefault = takesApplicationDefault
        self.page = page
    }

    /// The line that a person would add to the shell's profile.
    public var exportLine: String? { variables.first?.map { "export \($0)=…" }.joined(separator: "; ") }
}

/// An upstream address, redirectable for proxies and tests (product.md section 4).
public struct EndpointSpec: Sendable, Hashable {
    /// The adapter's name for it: `queue`.
    public var name: String
    /// `EASEL_FAL_QUEUE_URL`.
    public var variable: String
    public var address: URL
    /// The path prefix of this service on an Easel sandbox: `/fal-queue`.
    public var sandboxPath: String
    /// Further addresses where the service is usually found, tried in order when none is configured (local servers).
    public var alternatives: [URL]

    /// Returns nil when an address is not a URL.
    public init?(_ name: String, variable: String, address: String, sandboxPath: String, alternatives: [String] = []) {
        guard let url = URL(string: address) else { return nil }
        self.name = name
        self.variable = variable
        self.address = url
        self.sandboxPath = sandboxPath
        self.alternatives = alternatives.compactMap { URL(string: $0) }
    }
}

/// Facts for people, one sentence each, from the wire sheets.
public struct ProviderFacts: Sendable, Hashable, Codable {
    public var authentication: String
    public var rateLimits: String
    public var responseFormats: String
    public var asyncStyle: String
    public var cancellation: String
    public var safety: String

    public init(
        authentication: String, rateLimits: String, responseFormats: String, asyncStyle: String, cancellation: String,
        safety: String
    ) {
        self.authentication = authentication
        self.rateLimits = rateLimits
        self.responseFormats = responseFormats
        self.asyncStyle = asyncStyle
        self.cancellation = cancellation
        self.safety = safety
    }
}
