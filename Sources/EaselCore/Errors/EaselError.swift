public import Foundation

/// What went wrong, in the one vocabulary of Easel, with what to do about it.
///
/// Adapters classify once, at the wire, from the HTTP status and structured fields; nothing downstream looks at message
/// text. Messages never hold a secret.
public struct EaselError: Error, Hashable, Sendable, Codable {
    /// The kinds of product.md section 3; the command line's exit codes follow from them.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// No credential, or one that the provider does not know.
        case authentication
        /// A known credential that may not do this.
        case permission
        /// Money or an account-wide allowance is used up; waiting a moment does not help.
        case quota
        /// Too many requests for now; waiting helps.
        case rateLimited
        /// The request is wrong; the same request will fail again.
        case invalidRequest
        /// A safety system refused.
        case contentPolicy
        case modelNotFound
        /// The target cannot do what was asked.
        case unsupported
        case timeout
        case cancelled
        /// The provider, or the way to it, does not work at the moment.
        case unavailable
        /// The provider answered something that cannot be understood.
        case invalidResponse
        /// A file, a folder, a disk or the history database.
        case storage
        /// Easel's own configuration.
        case configuration
    }

    public var kind: Kind
    /// One sentence: what happened. Words of a provider are quoted here.
    public var message: String
    /// One sentence: what to do now.
    public var remedy: String
    public var provider: ProviderID?
    /// The provider's own code or type, for support and for scripts.
    public var providerCode: String?
    /// How long the provider asks to wait, in seconds.
    public var retryAfterSeconds: Double?
    /// When an allowance that is used up starts anew; nil where that is not known, or not a matter of time.
    public var resetsAt: Date?
    /// For what the limit holds that was run into; nil where the answer does not say.
    public var limitScope: RateScope?
    public var httpStatus: Int?
    /// The failure came after the request was sent and before the answer was read: the provider may be working on it,
    /// and may charge for it. Such a submit is never repeated on its own.
    public var mayHaveBeenAccepted: Bool

    public init(_ kind: Kind, _ message: String, remedy: String? = nil, provider: ProviderID? = nil) {
        self.kind = kind
        self.message = message
        self.remedy = remedy ?? kind.usualRemedy
        self.provider = provider
        self.mayHaveBeenAccepted = false
    }

    /// The same error with changes.
    public func with(_ change: (inout EaselError) -> Void) -> EaselError {
        var copy = self
        change(&copy)
        return copy
    }

    /// The error of a task that was cancelled.
    public static let cancelled = EaselError(.cancelled, "Cancelled.")
}

extension EaselError.Kind {
    /// What helps when nothing more precise is known.
    public var usualRemedy: String {
        switch self {
        case .authentication: "Check the provider's key; `easel doctor` shows where it is read from."
        case .permission: "The key may not do this: check its scopes and the account's access to the model."
        case .quota: "Add credit or raise the limit in the provider's dashboard, or choose another provider."
        case .rateLimited: "Wait and send again, or choose another provider."
        case .invalidRequest: "Change the prompt or the parameters; `easel models show` lists what the model takes."
        case .contentPolicy: "Change the prompt or the attachments; the provider's safety system refused them."
        case .modelNotFound: "`easel models list` shows the models; check the spelling, case matters."
        case .unsupported: "Choose a target that can do this: `easel providers list`."
        case .timeout: "Send again; if it keeps happening, the provider is slow or the network is."
        case .cancelled: "Nothing to do; send again when you like."
        case .unavailable: "Try again in a moment, or choose another provider."
        case .invalidResponse: "Try again; if it stays, the provider changed its protocol: please report it."
        case .storage: "Check the folder's permissions and the free space; `easel doctor` names the folders."
        case .configuration: "`easel doctor` shows the line to change."
        }
    }

    /// Whether the same request may succeed later without any change.
    public var isTransient: Bool {
        switch self {
        case .rateLimited, .timeout, .unavailable: true
        default: false
        }
    }
}
