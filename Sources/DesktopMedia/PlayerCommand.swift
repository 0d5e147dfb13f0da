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
            arguments =
                [
                    "--no-input-terminal", "--no-config", "--ytdl=no", "--msg-level=all=error,statusline=status",
                    "--term-status-msg=at ${=time-pos}",
                ] + picture + changes + ["--", path]
        } else if desktop.has("ffplay") {
            program = "ffplay"
            let picture = isFilm ? [] : ["-nodisp"]
            let changes = (start.map { ["-ss", $0] } ?? []) + (volume.map { ["-af", $0] } ?? [])
            arguments =
                ["-hide_banner", "-loglevel", "warning", "-stats", "-autoexit"] + picture + changes
                + ["-protocol_whitelist", "file,pipe", "-i", "file:" + path]
        } else {
            return nil
        }
    }

    /// Where the player is, in seconds, when that is what a line of its says: `at 1.98` of mpv, `1.98 M-A: 0.000 fd=…` of ffplay.
    func position(in line: String) -> Double? {
        let words = line.split(whereSeparator: \.isWhitespace)
        let number: Substring?
        if program == "mpv" {
            number = words.count == 2 && words[0].hasSuffix("at") ? words[1] : nil
        } else {
            number = words.count > 2 && ["M-A:", "A-V:", "M-V:"].contains(words[1]) ? words[0] : nil
        }
        guard let seconds = number.flatMap({ Double($0) }), seconds.isFinite, seconds >= 0 else { return nil }
        return seconds
    }

    /// Whether it says that nothing can be heard on this machine. ffplay then goes on in silence.
    func lacksSound(_ words: String) -> Bool {
        ["-> no sound", "audio open failed", "SDL_OpenAudio"].contains(where: words.contains)
    }
}
