public import EaselCore

/// The meaning of an HTTP status where a provider's own fields do not say more.
public enum StatusMapping {
    public static func kind(for status: Int) -> EaselError.Kind {
        switch status {
        case 401: .authentication
        case 402: .quota
        case 403: .permission
        case 404, 410: .modelNotFound
        case 408, 504, 524: .timeout
        case 429: .rateLimited
        case 451: .contentPolicy
        case 499: .cancelled
        case 501: .unsupported
        case 400..<500: .invalidRequest
        case 300..<400: .invalidResponse
        default: .unavailable
        }
    }
}
