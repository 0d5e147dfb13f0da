internal import Foundation

/// How a file is played: a program and its arguments.
struct PlayerCommand: Hashable, Sendable {
    let program: String
    let arguments: [String]

    /// The first player on this machine that can; nil when there is none, or a film has no window to be in.
    ///
    /// - Parameters:
    ///   - seconds: where it begins.
    ///   - decibels: how much it is turned down; 0 or less.
    init?(
        _ path: String, isFilm: Bool, from seconds: Double = 0, gain decibels: Double = 0, on desktop: DesktopPrograms
    ) {
        guard path.hasPrefix("/"), !isFilm || desktop.hasDisplay else { return nil }
        let start = seconds > 0 ? String(format: "%.2f", seconds) : nil
        let volume = decibels < 0 ? String(format: "volume=%.2fdB", max(decibels, -60)) : nil
        if desktop.has("mpv") {
            program = "mpv"
            let picture = isFilm ? [] : ["--no-video"]
            let changes = [start.map { "--start=\($0)" }, volume.map { "--af=lavfi=[\($0)]" }].compactMap(\.self)
            arguments = ["--no-terminal", "--no-config", "--ytdl=no"] + picture + changes + ["--", path]
        } else if desktop.has("ffplay") {
            program = "ffplay"
            let picture = isFilm ? [] : ["-nodisp"]
            let changes = (start.map { ["-ss", $0] } ?? []) + (volume.map { ["-af", $0] } ?? [])
            arguments =
                ["-hide_banner", "-loglevel", "error", "-autoexit"] + picture + changes
                + ["-protocol_whitelist", "file,pipe", "-i", "file:" + path]
        } else {
            return nil
        }
    }
}
