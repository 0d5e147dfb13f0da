public import EaselCore

extension Settings {
    /// The keys of a table under `[limits]`, with where each goes.
    static var limitKeys: [(name: String, field: WritableKeyPath<RateLimits, Int?>)] {
        [
            ("requestsPerMinute", \.requestsPerMinute), ("tokensPerMinute", \.tokensPerMinute),
            ("requestsPerDay", \.requestsPerDay), ("concurrent", \.concurrent),
        ]
    }

    static func limits(
        _ document: inout SettingsDocument, known: [ProviderID: [String]]?
    ) throws(EaselError) -> [ProviderID: RateLimits] {
        var all: [ProviderID: RateLimits] = [:]
        if let known {
            try document.warn(in: ["limits"], except: Set(known.keys.map(\.rawValue)), "unknown provider")
        }
        for name in try document.keys(["limits"]) {
            let path = ["limits", name]
            try document.warn(in: path, except: Set(limitKeys.map(\.name)))
            var limits = RateLimits()
            for (key, field) in limitKeys {
                guard let number = try document.integer(path, key) else { continue }
                guard (1...1_000_000_000).contains(number) else {
                    throw document.bad(path, key, "\(key) has to be 1 or more.", "Correct that line.")
                }
                limits[keyPath: field] = number
            }
            all[ProviderID(rawValue: name)] = limits
        }
        return all
    }
}

extension RateLimits {
    /// What is set, by the names of the configuration file.
    public var settings: [(name: String, value: Int)] {
        Settings.limitKeys.compactMap { key in self[keyPath: key.field].map { (key.name, $0) } }
    }
}
