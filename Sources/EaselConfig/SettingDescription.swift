public import EaselCore

/// A setting in words: what it is called, what it takes, and when a change of it counts.
public struct SettingDescription: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case choice([String])
        case flag
        case text
        /// A number of what is named: `MB`.
        case number(unit: String)
        /// Texts, written with commas between them.
        case list
    }

    public var key: SettingKey
    /// Heading under which it stands.
    public var section: String
    public var title: String
    /// One sentence.
    public var summary: String
    public var kind: Kind
    /// A running studio takes it over; otherwise the next start does.
    public var isLive: Bool

    init(
        _ key: SettingKey, _ section: String, _ title: String, _ kind: Kind, isLive: Bool = false, _ summary: String
    ) {
        self.key = key
        self.section = section
        self.title = title
        self.kind = kind
        self.isLive = isLive
        self.summary = summary
    }

    /// The value that a text means for this setting; throws `.configuration` with what it takes.
    public func value(_ text: String) throws(EaselError) -> SettingValue {
        let text = text.trimming { $0.isWhitespace }
        switch kind {
        case .text: return .text(text)
        case .list: return .texts(text.split(separator: ",").map { $0.trimming { $0.isWhitespace } })
        case .flag:
            guard let isOn = ProviderSwitch.words[text.lowercased()] else { throw bad("true or false") }
            return .bool(isOn)
        case .choice(let words):
            guard words.contains(text) else { throw bad("one of \(words.joined(separator: ", "))") }
            return .text(text)
        case .number:
            if let whole = Int(text) { return .integer(whole) }
            guard let number = Double(text), number.isFinite else { throw bad("a number") }
            return .number(number)
        }
    }

    private func bad(_ wanted: String) -> EaselError {
        ConfigurationFailure.bad("\(title) takes \(wanted).", "Nothing was changed.")
    }
}

extension SettingDescription {
    /// The settings that can be changed in the studio, in the order of its screen.
    public static let all: [SettingDescription] =
        look + storage + defaults + fallbacks + money
        + [
            SettingDescription(
                SettingKey("log", key: "level"), "Log", "Level", .choice(LogLevel.allCases.map(\.rawValue)),
                "How much is written into the log; never prompts or keys.")
        ]

    private static let look = [
        SettingDescription(
            SettingKey("general", key: "theme"), "Look", "Theme", .text, isLive: true,
            "Colours of the studio; yours go into the folder themes beside config.toml."),
        SettingDescription(
            SettingKey("ui", key: "pictures"), "Look", "Pictures", .choice(PictureChoice.allCases.map(\.rawValue)),
            "How pictures are shown: auto takes the best that the terminal can do, blocks works everywhere."),
        SettingDescription(
            SettingKey("notifications", key: "way"), "Look", "Notices",
            .choice(Settings.Notifications.Way.allCases.map(\.rawValue)),
            "How the end of a long generation is told while you look elsewhere."),
        SettingDescription(
            SettingKey("notifications", key: "afterSeconds"), "Look", "Notices after", .number(unit: "s"),
            "Seconds; shorter generations are not told."),
        SettingDescription(
            SettingKey("ui", key: "mouse"), "Look", "Mouse", .flag,
            "Without it the terminal selects text with the mouse as usual."),
        SettingDescription(
            SettingKey("ui", key: "locale"), "Look", "Numbers and dates", .text,
            "A locale such as de_DE or en_US, or iso."),
        SettingDescription(
            SettingKey("ui", key: "plain"), "Look", "Plain mode", .flag,
            "Lines instead of screens, for screen readers and simple terminals."),
    ]

    private static let storage = [
        SettingDescription(
            SettingKey("storage", key: "output"), "Files", "Folder", .text,
            "Where media go, divided by day; gs://BUCKET/PREFIX keeps a copy there."),
        SettingDescription(
            SettingKey("storage", key: "names"), "Files", "Names", .text,
            "A template of {date} {time} {slug} {id} {provider} {model} {modality} {index} {seed} {ext}."),
        SettingDescription(
            SettingKey("storage", key: "sidecars"), "Files", "Notes beside files", .flag,
            "A JSON file beside each result that remembers its prompt and origin."),
        SettingDescription(
            SettingKey("storage", key: "resultLimitMB"), "Files", "Largest result", .number(unit: "MB"),
            "Megabytes; larger results are not saved."),
        SettingDescription(
            SettingKey("storage", key: "attachmentLimitMB"), "Files", "Largest attachment", .number(unit: "MB"),
            "Megabytes; larger files are not sent."),
        SettingDescription(
            SettingKey("history", key: "exchanges"), "Files", "Requests and answers",
            .choice(ExchangeKeeping.allCases.map(\.rawValue)),
            "Which are kept in the history as they were sent and came, without keys and media: all, failures or none."),
    ]

    private static let defaults = Modality.allCases.map { modality in
        SettingDescription(
            SettingKey("defaults", modality.rawValue, key: "target"), "Who makes what", "\(modality.rawValue)", .text,
            "PROVIDER or PROVIDER:MODEL that is used when none is named; chosen when the studio opens.")
    }

    private static let fallbacks = Modality.allCases.map { modality in
        SettingDescription(
            SettingKey("fallback", key: modality.rawValue), "Who takes over", "\(modality.rawValue)", .list,
            isLive: true, "Targets that are tried in this order when one fails; nobody unless listed.")
    }

    private static let money = [
        SettingDescription(
            SettingKey("budget", key: "dailyUSD"), "Money", "A day", .number(unit: "USD"),
            "US dollars; what would cost more is refused."),
        SettingDescription(
            SettingKey("budget", key: "monthlyUSD"), "Money", "A month", .number(unit: "USD"),
            "US dollars; what would cost more is refused."),
        SettingDescription(
            SettingKey("budget", key: "perRequestUSD"), "Money", "A request", .number(unit: "USD"),
            "US dollars; what would cost more is refused."),
        SettingDescription(
            SettingKey("budget", key: "softDailyUSD"), "Money", "Ask above, a day", .number(unit: "USD"),
            "US dollars; above it you are asked before anything is sent."),
        SettingDescription(
            SettingKey("budget", key: "unknown"), "Money", "Unknown cost",
            .choice(BudgetLimits.Unknown.allCases.map(\.rawValue)),
            "What happens to requests whose cost is not known beforehand."),
    ]
}

extension StringProtocol {
    fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
        let front = drop(while: isDropped)
        return String(front.reversed().drop(while: isDropped).reversed())
    }
}
