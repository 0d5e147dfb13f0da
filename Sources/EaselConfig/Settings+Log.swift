import EaselCore

/// How much the log says; each level holds those after it.
public enum LogLevel: String, Sendable, CaseIterable {
    case debug, info, warning, error, off
}

extension Settings {
    /// `[log]`; nil is not said.
    public struct Log: Sendable, Hashable {
        public var level: LogLevel?
        /// Send the trace id to providers too.
        public var propagateTrace: Bool?

        public init() {}
    }

    static func log(_ document: inout SettingsDocument) throws(EaselError) -> Log {
        let path = ["log"]
        try document.warn(in: path, except: ["level", "propagateTrace"])
        var log = Log()
        log.propagateTrace = try document.bool(path, "propagateTrace")
        guard let word = try document.string(path, "level") else { return log }
        log.level = LogLevel(rawValue: word)
        if log.level == nil {
            throw document.bad(
                path, "level", "level has to be debug, info, warning, error or off.", "Correct that line.")
        }
        return log
    }
}
