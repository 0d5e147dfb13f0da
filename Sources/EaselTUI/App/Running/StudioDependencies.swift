public import EaselCore
public import EaselEngine
public import Foundation
public import TerminalUI

/// All that the studio needs from outside, as one value: a test passes its own.
public struct StudioDependencies: Sendable {
    /// Starts, follows, cancels and resumes generations; knows the model cards.
    public var runner: JobRunner
    /// The providers with what stands against using them.
    public var registry: ProviderRegistry
    public var history: any HistoryStore
    /// Where comparisons are remembered; nil where they cannot be made.
    public var comparisons: (any ComparisonStore)?
    /// Writes a comparison into a file; nil where nothing can.
    public var exportComparison: (@Sendable (ComparisonExportOrder) async throws(EaselError) -> Void)?
    /// Where sweeps are kept; nil where they cannot be made.
    public var sweeps: SweepShelf?
    /// Decodes a picture file so that it fits into `fitting` (pixels), proportions kept.
    public var decodeImage: @Sendable (_ file: URL, _ fitting: Size) async throws -> PixelImage
    /// Opens a file with the program that the desktop has for it.
    public var openFile: @Sendable (URL) async throws -> Void
    /// Reads how loud a sound file is over its length; nil where nothing can.
    public var readWaveform: (@Sendable (URL) async throws -> Waveform)?
    /// Takes a poster that fits into so many pixels, and so many smaller frames, out of a film; nil where nothing can.
    public var readFilm: (@Sendable (_ file: URL, _ poster: Size, _ frame: Size, _ count: Int) async throws -> Film)?
    /// Writes the last frame of a film beside it, as a picture, and says where; nil where nothing can.
    public var takeLastFrame: (@Sendable (URL) async throws -> URL)?
    /// Plays a file to its end, or until it is stopped; false when there is no player, and then it is opened.
    public var playFile: (@Sendable (_ file: URL, _ isFilm: Bool) async throws -> Bool)?
    /// Plays one of several takes from a second on, turned down by so many decibels (0 or less); false without a player.
    public var playTake: (@Sendable (_ file: URL, _ isFilm: Bool, _ from: Double, _ gain: Double) async throws -> Bool)?
    /// By how many decibels each of several takes is turned down so that all are equally loud (0 or less).
    public var matchLoudness: (@Sendable ([URL]) async -> [Double])?
    /// Ends what is played.
    public var stopPlaying: (@Sendable () async -> Void)?
    /// Puts a text on this machine's clipboard, beside the one that the terminal reaches; nil where there is none.
    public var copyLocally: (@Sendable (String) async -> Void)?
    /// Hands a text to the user's editor and returns what was saved, nil when nothing was; the whole is nil where there
    /// is no editor. It has the terminal for itself meanwhile. Throws with words for the user.
    public var editText: (@MainActor (String) async throws -> String?)?
    /// Reads the prompt templates, bundled and own.
    public var loadTemplates: @Sendable () async -> TemplateShelf
    /// Keeps a template; returns its file.
    public var saveTemplate: @Sendable (PromptTemplate) async throws(EaselError) -> URL
    /// What a person does with the history; nil where there is only the history itself.
    public var desk: HistoryDesk?
    /// Writes generations into a file; returns how many. Nil where nothing can.
    public var exportHistory: (@Sendable (HistoryExportOrder) async throws(EaselError) -> Int)?
    /// No real model answers: a permanent badge says so.
    public var isSandbox: Bool
    /// The profile that is worked in, shown in the top bar; nil for the usual one.
    public var profile: String?
    /// Answers come from a recording: another badge says so.
    public var isReplay: Bool
    /// The target that a person configured for each modality.
    public var targets: [Modality: ModelReference]
    /// Who takes over when a target fails, by modality; nobody where it is not configured.
    public var fallbacks: [Modality: FallbackPlan]
    /// The settings, to be seen and changed; nil where there are none.
    public var settings: StudioSettings?
    /// Where presets are kept; nil where they are not.
    public var presets: PresetShelf?
    /// Looks at what is set up, as `easel doctor` does.
    public var checkup: (@Sendable () async -> Checkup)?
    /// Notes that the studio shall begin anew once it has ended.
    public var restart: (@MainActor () -> Void)?
    /// Nothing was ever made here.
    public var isFirstRun: Bool
    /// What the screens of jobs and providers need.
    public var controls: StudioControls
    /// One line shown at the start.
    public var notice: String?
    public var theme: Theme
    /// Keys that the configuration changes.
    public var keys: KeyOverrides
    public var now: @Sendable () -> Date
    /// How numbers and dates are written.
    public var figures: FigureStyle
    /// Where clock times are shown.
    public var timeZone: TimeZone
    /// How long a notice stays on the screen.
    public var noticeLifetime: Duration
    /// The user's own folder, for which a path may say `~`.
    public var home: String
    /// Start of the studio's own random numbers.
    public var seed: UInt64

    public init(
        runner: JobRunner, registry: ProviderRegistry, history: any HistoryStore,
        decodeImage: @escaping @Sendable (_ file: URL, _ fitting: Size) async throws -> PixelImage,
        openFile: @escaping @Sendable (URL) async throws -> Void
    ) {
        self.runner = runner
        self.registry = registry
        self.history = history
        self.comparisons = nil
        self.exportComparison = nil
        self.sweeps = nil
        self.decodeImage = decodeImage
        self.openFile = openFile
        self.readWaveform = nil
        self.readFilm = nil
        self.takeLastFrame = nil
        self.playFile = nil
        self.playTake = nil
        self.matchLoudness = nil
        self.stopPlaying = nil
        self.copyLocally = nil
        self.editText = nil
        self.loadTemplates = { TemplateShelf() }
        self.saveTemplate = { _ throws(EaselError) in
            throw EaselError(.unsupported, "Templates cannot be kept here.", remedy: "")
        }
        self.desk = nil
        self.exportHistory = nil
        self.profile = nil
        self.isSandbox = false
        self.isReplay = false
        self.targets = [:]
        self.fallbacks = [:]
        self.settings = nil
        self.presets = nil
        self.checkup = nil
        self.restart = nil
        self.isFirstRun = false
        self.controls = StudioControls()
        self.notice = nil
        self.theme = .standard
        self.keys = KeyOverrides()
        self.now = { Date() }
        self.figures = .iso
        self.timeZone = .current
        self.noticeLifetime = Toast.lifetime
        self.home = NSHomeDirectory()
        self.seed = .random(in: .min ... .max)
    }
}
