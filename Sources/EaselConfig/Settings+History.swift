public import EaselCore

extension Settings {
    /// `[history]`; nil is not said.
    public struct History: Sendable, Hashable {
        /// Which exchanges with providers are kept.
        public var exchanges: ExchangeKeeping?

        public init() {}

        /// When nothing is said.
        public static let usualExchanges = ExchangeKeeping.all
    }

    static func history(_ document: inout SettingsDocument) throws(EaselError) -> History {
        let path = ["history"]
        try document.warn(in: path, except: ["exchanges"])
        var history = History()
        guard let word = try document.string(path, "exchanges") else { return history }
        history.exchanges = ExchangeKeeping(rawValue: word)
        if history.exchanges == nil {
            throw document.bad(
                path, "exchanges", "exchanges has to be all, failures or none.", "Correct that line.")
        }
        return history
    }
}
