import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// What all screens share. Clock and random source are in it as values, so that updates stay pure.
struct Session: Equatable {
    var now: Date
    var random: SplitMix64
    var size = Size(width: 80, height: 24)
    var theme: Theme
    var route = Route.studio
    /// Nothing comes from a real model; a badge says so for as long as it is true.
    var isSandbox = false
    /// The profile that is worked in; nil for the usual one.
    var profile: String?
    /// Answers come from a recording; the badge says that in place of the sandbox.
    var isReplay = false
    /// Who takes over when a target fails.
    var fallbacks: [Modality: FallbackPlan] = [:]
    /// An external editor can be called.
    var canEditText = false
    /// A frame can be taken out of a film.
    var canTakeFrames = false
    /// Comparisons can be made.
    var canCompare = false
    /// Who makes these generations is not shown: the vote on their comparison is still to come.
    var veils: [JobID: Veil] = [:]
    var generations = Generations()
    var previews = PreviewShelf()
    /// The file that is heard, or seen, at the moment.
    var playing: String?
    /// When what is played would have begun if it had been played from its start.
    var playingSince: Date?
    var overlays: [Overlay] = []
    var toasts: [Toast] = []
    /// How the providers' limits stand.
    var traffic = TrafficReport()
    /// Nil until it was counted.
    var spentToday: Spending?
    /// Since the first of the month; nil until it was counted.
    var spentMonth: Spending?
    /// By this process, running generations with their estimates; nil until something was.
    var spentSession: Spending?
    /// Which providers are chosen from first, by modality.
    var priorities: [Modality: [ProviderID]] = [:]
    /// The newest times that another target took over, oldest first.
    var takeovers: [Takeover] = []
    /// How the end of a long generation is told.
    var notice = NoticePolicy()
    /// Whether the terminal's window has the focus; nil while the terminal never said so.
    var hasFocus: Bool?
    /// The scroll bar that the mouse holds.
    var dragged: ScrollGrip.Target?
    /// Whether a file was there when it was looked for; absent means not looked for.
    var fileExists: [String: Bool] = [:]
    /// Keys that the configuration changes.
    var keys = KeyOverrides()
    /// Nothing was ever made here: Easel introduces itself.
    var isFirstRun = false
    /// Where clock times are shown.
    var timeZone = TimeZone.gmt
    /// The user's own folder, for which a path may say `~`.
    var home = ""
    private var lastToast = 0

    init(now: Date, random: SplitMix64, theme: Theme) {
        self.now = now
        self.random = random
        self.theme = theme
    }

    static let toastLimit = 3

    /// Shows a notice.
    mutating func tell(_ text: String, _ tone: Toast.Tone = .plain) -> [Effect] {
        lastToast += 1
        toasts.append(Toast(id: lastToast, text: text, tone: tone))
        toasts = toasts.suffix(Self.toastLimit)
        return [.expireToast(lastToast)]
    }

    mutating func show(_ overlay: Overlay) { overlays.append(overlay) }

    /// Plays a file; stops it when it is played already.
    mutating func play(_ asset: Asset?) -> [Effect] {
        guard let asset else { return tell("There is no file to play.") }
        if playing == asset.path { return silence() }
        let isFilm = asset.mediaType.family == "video"
        guard isFilm || asset.mediaType.family == "audio" else {
            return tell("Only sound and films are played; o opens the file.")
        }
        playing = asset.path
        playingSince = now
        return [.play(asset.path, isFilm: isFilm)]
    }

    /// Ends what is played: what was played stands on a screen that is left.
    mutating func silence() -> [Effect] {
        guard playing != nil else { return [] }
        playing = nil
        return [.stopPlaying]
    }

    /// A new id from the session's own clock and dice.
    mutating func newJobID() -> JobID { JobID(at: now, using: &random) }
}

extension Session {
    /// A path as a person typed it, without blanks around it, `~/` being the home; empty when nothing was typed.
    func path(typed text: String) -> String {
        let path = text.trimmingCharacters(in: .whitespaces)
        return path.hasPrefix("~/") ? home + path.dropFirst() : path
    }
}
