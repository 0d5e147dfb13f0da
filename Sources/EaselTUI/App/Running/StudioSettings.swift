public import EaselCore
public import TerminalUI

/// The settings as the studio reads and changes them: injected, because files and the environment are outside.
public struct StudioSettings: Sendable {
    /// What is in force, with what of it a running studio takes over.
    public struct Content: Equatable, Sendable {
        public var lines: [SettingLine]
        public var theme: Theme
        public var keys: KeyOverrides
        public var fallbacks: [Modality: FallbackPlan]
        /// What of the settings has no effect, in sentences.
        public var problems: [String]

        public init(
            lines: [SettingLine], theme: Theme, keys: KeyOverrides = KeyOverrides(),
            fallbacks: [Modality: FallbackPlan] = [:], problems: [String] = []
        ) {
            self.lines = lines
            self.theme = theme
            self.keys = keys
            self.fallbacks = fallbacks
            self.problems = problems
        }
    }

    /// What a setting is changed to.
    public enum Change: Equatable, Sendable {
        /// As typed or chosen; what it means depends on the setting.
        case text(String)
        case texts([String])
        /// Back to what the file or the default says.
        case reset
    }

    public var load: @Sendable () async throws(EaselError) -> Content
    /// Keeps a change and gives what is in force then. Throws `.configuration` when the setting does not take it.
    public var change: @Sendable (_ path: [String], Change) async throws(EaselError) -> Content
    /// All themes that can be chosen, and what is wrong with those that cannot.
    public var themes: @Sendable () async -> (themes: [Theme], problems: [String])

    public init(
        load: @escaping @Sendable () async throws(EaselError) -> Content,
        change: @escaping @Sendable (_ path: [String], Change) async throws(EaselError) -> Content,
        themes: @escaping @Sendable () async -> (themes: [Theme], problems: [String])
    ) {
        self.load = load
        self.change = change
        self.themes = themes
    }
}
