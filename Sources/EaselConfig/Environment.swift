import Foundation

/// Environment variables as a value. Nothing else in Easel reads the process's environment.
public struct Environment: Sendable, Hashable {
    /// Exactly as set.
    public var values: [String: String]

    public init(_ values: [String: String] = [:]) { self.values = values }

    /// The variables of this process.
    public static var process: Environment { Environment(ProcessInfo.processInfo.environment) }

    /// A variable's value without white space around it; nil when it is unset or blank.
    public subscript(name: String) -> String? {
        guard let value = values[name] else { return nil }
        let blanks = CharacterSet(charactersIn: " \t\n\r\u{0B}\u{0C}")
        let trimmed = value.trimmingCharacters(in: blanks)
        return trimmed.isEmpty ? nil : trimmed
    }
}
