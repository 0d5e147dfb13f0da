import EaselCore

extension Settings {
    /// `[notifications]`: how the end of a long generation is told; nil is not said.
    public struct Notifications: Sendable, Hashable {
        public enum Way: String, Sendable, CaseIterable {
            case off, bell, desktop
        }

        public var way: Way?
        /// Shorter ones are not told, in seconds.
        public var afterSeconds: Double?

        public init() {}

        /// When nothing is said.
        public static let usualWay = Way.bell
        public static let usualSeconds = 20.0
    }

    static func notifications(_ document: inout SettingsDocument) throws(EaselError) -> Notifications {
        let path = ["notifications"]
        try document.warn(in: path, except: ["way", "afterSeconds"])
        var notifications = Notifications()
        if let seconds = try document.number(path, "afterSeconds") {
            guard seconds.isFinite, seconds >= 0 else {
                throw document.bad(path, "afterSeconds", "afterSeconds has to be 0 or more.", "Correct that line.")
            }
            notifications.afterSeconds = seconds
        }
        guard let word = try document.string(path, "way") else { return notifications }
        notifications.way = Notifications.Way(rawValue: word)
        if notifications.way == nil {
            throw document.bad(path, "way", "way has to be off, bell or desktop.", "Correct that line.")
        }
        return notifications
    }
}
