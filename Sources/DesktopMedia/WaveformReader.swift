public import TerminalUI

public import struct Foundation.URL

/// Reads how loud a sound file is over its length: WAV by itself, everything else through ffmpeg.
public struct WaveformReader: Sendable {
    private static let rate = 8000
    /// A longer sound is cut there.
    private static let mostSeconds = 2 * 3600

    private let ffmpeg: String

    /// A reader that uses the program `ffmpeg`, found through PATH.
    public init(ffmpeg: String = "ffmpeg") {
        self.ffmpeg = ffmpeg
    }

    /// The waveform of `file`. Cancelling the task ends it.
    @concurrent
    public func waveform(of file: URL) async throws(DesktopMediaError) -> Waveform {
        if let waveform = try WAVFile.waveform(of: file.path) { return waveform }
        let arguments =
            FFmpeg.input(file) + [
                "-map", "0:a:0", "-ac", "1", "-ar", "\(Self.rate)", "-t", "\(Self.mostSeconds)", "-f", "s16le",
                "pipe:1",
            ]
        let builder: WaveformBuilder
        do {
            builder = try await ProgramRun.stream(of: ffmpeg, arguments, time: FFmpeg.time, into: WaveformBuilder()) {
                $0.add($1)
            }
        } catch {
            throw ProgramRun.error(error, missing: [ffmpeg], purpose: FFmpeg.purpose, lookingFor: "sound")
        }
        guard builder.count > 0 else { throw .undecodable }
        return builder.waveform(rate: Double(Self.rate))
    }
}
