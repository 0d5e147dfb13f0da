internal import Foundation

/// How ffmpeg and ffprobe are called for files that came from elsewhere.
enum FFmpeg {
    static let purpose = "apt install ffmpeg, or brew install ffmpeg, shows waveforms and film frames"

    /// No file is long enough to keep a person waiting for this.
    static let time = Duration.seconds(20)

    /// Options before the input, and the input. A path is never an option and never an address, whatever it is called; a
    /// playlist that pretends to be a film is not opened; nothing goes to the network.
    static func input(_ file: URL, from seconds: Double? = nil, fromEnd: Double? = nil) -> [String] {
        var arguments = ["-nostdin", "-hide_banner", "-v", "error"] + guarded
        if let fromEnd { arguments += ["-sseof", String(format: "-%.3f", fromEnd)] }
        if let seconds { arguments += ["-ss", String(format: "%.3f", seconds)] }
        return arguments + ["-i", name(file)]
    }

    /// ffprobe's options and input.
    static func probe(_ file: URL, _ options: [String]) -> [String] {
        ["-hide_banner", "-v", "error"] + guarded + options + ["-i", name(file)]
    }

    /// Whether its last words are about a stream that is not there.
    static func isAbsence(_ words: String) -> Bool {
        words.contains("matches no streams") || words.contains("To ignore this, add a trailing '?'")
    }

    /// Whether its last words are about a file that it cannot make sense of.
    static func isDamage(_ words: String) -> Bool { words.contains("Invalid data found") }

    private static let guarded = ["-protocol_whitelist", "file,pipe", "-format_whitelist", formats]

    private static let formats = [
        "aac", "ac3", "aiff", "asf", "avi", "flac", "flv", "gif", "matroska", "mov", "mp3", "mpeg", "mpegts", "ogg",
        "w64",
        "wav",
    ].joined(separator: ",")

    private static func name(_ file: URL) -> String { "file:" + file.path }
}
