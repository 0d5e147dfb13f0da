public import EaselCore

/// The exit codes of product.md section 3: sysexits, and 130 for a cancel. They are a contract.
public enum ExitStatus: Int32, Sendable {
    case done = 0
    case usage = 64
    /// Invalid request or content policy.
    case refused = 65
    /// Unavailable, model not found, or not supported by the target.
    case unavailable = 69
    /// Internal error or an invalid response.
    case software = 70
    case storage = 74
    /// Rate limit, timeout or quota: try later.
    case tryLater = 75
    /// Authentication or permission.
    case noPermission = 77
    case configuration = 78
    case cancelled = 130

    public init(_ kind: EaselError.Kind) {
        self =
            switch kind {
            case .authentication, .permission: .noPermission
            case .quota, .rateLimited, .timeout: .tryLater
            case .invalidRequest, .contentPolicy: .refused
            case .modelNotFound, .unavailable, .unsupported: .unavailable
            case .cancelled: .cancelled
            case .invalidResponse: .software
            case .storage: .storage
            case .configuration: .configuration
            }
    }

    /// The most serious of several codes.
    public static func worst(of codes: [ExitStatus]) -> ExitStatus {
        let order: [ExitStatus] = [
            .software, .storage, .configuration, .noPermission, .refused, .unavailable, .tryLater, .usage, .cancelled,
        ]
        return order.first(where: codes.contains) ?? .done
    }

    /// The code for a generation as it ended; one that goes on at the provider is done as far as this process goes.
    public init(_ record: GenerationRecord) {
        self = record.error.map { ExitStatus($0.kind) } ?? .done
    }
}
