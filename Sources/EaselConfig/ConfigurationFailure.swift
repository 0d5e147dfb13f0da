import EaselCore
import Foundation

/// The `configuration` errors, in one form.
enum ConfigurationFailure {
    static func bad(_ message: String, _ remedy: String) -> EaselError {
        EaselError(.configuration, message, remedy: remedy)
    }

    static func system(_ code: Int32, _ what: String, _ path: String, _ remedy: String) -> EaselError {
        EaselError(.configuration, "\(what) \(path): \(String(cString: strerror(code))).", remedy: remedy)
    }
}
