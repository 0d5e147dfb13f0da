/// How a file is played: a program and its arguments.
struct PlayerCommand: Hashable, Sendable {
    let program: String
    let arguments: [String]

    /// The first player on this machine that can; nil when there is none, or a film has no window to be in.
    init?(_ path: String, isFilm: Bool, on desktop: DesktopPrograms) {
        guard path.hasPrefix("/"), !isFilm || desktop.hasDisplay else { return nil }
        if desktop.has("mpv") {
            program = "mpv"
            let picture = isFilm ? [] : ["--no-video"]
            arguments = ["--no-terminal", "--no-config", "--ytdl=no"] + picture + ["--", path]
        } else if desktop.has("ffplay") {
            program = "ffplay"
            let picture = isFilm ? [] : ["-nodisp"]
            arguments =
                ["-hide_banner", "-loglevel", "error", "-autoexit"] + picture
                + ["-protocol_whitelist", "file,pipe", "-i", "file:" + path]
        } else {
            return nil
        }
    }
}
