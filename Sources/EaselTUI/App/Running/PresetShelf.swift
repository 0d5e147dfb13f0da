public import EaselCore

/// Where presets are kept: injected, because files are outside.
public struct PresetShelf: Sendable {
    public var all: @Sendable () async throws(EaselError) -> (presets: [Preset], problems: [String])
    public var save: @Sendable (Preset) async throws(EaselError) -> Void
    public var delete: @Sendable (Preset) async throws(EaselError) -> Void

    public init(
        all: @escaping @Sendable () async throws(EaselError) -> (presets: [Preset], problems: [String]),
        save: @escaping @Sendable (Preset) async throws(EaselError) -> Void,
        delete: @escaping @Sendable (Preset) async throws(EaselError) -> Void
    ) {
        self.all = all
        self.save = save
        self.delete = delete
    }
}
