import Foundation
import Testing

@testable import DesktopMedia

@Suite(.timeLimit(.minutes(2)))
struct LoudnessReaderTests {
    private func tone(_ level: Double, seconds: Double = 0.6, rate: Int = 8_000) -> [UInt8] {
        SoundFile.signed16(
            (0..<Int(seconds * Double(rate))).map { level * sin(2 * .pi * 997 * Double($0) / Double(rate)) })
    }

    @Test func `a WAV file is measured without any other program`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let reader = LoudnessReader(ffmpeg: "no-such-ffmpeg-anywhere")
        let (loud, quiet, silent) = (
            folder.appending(path: "loud.wav"), folder.appending(path: "quiet.wav"),
            folder.appending(path: "silent.wav")
        )
        try SoundFile.wav(rate: 8_000, samples: tone(0.5)).write(to: loud)
        try SoundFile.wav(rate: 8_000, samples: tone(0.25)).write(to: quiet)
        try SoundFile.wav(rate: 8_000, samples: tone(0)).write(to: silent)
        let first = try #require(try await reader.loudness(of: loud))
        let second = try #require(try await reader.loudness(of: quiet))
        #expect(abs(first + 9.03) < 0.1 && abs(first - second - 6.02) < 0.05)
        #expect(try await reader.loudness(of: silent) == nil)
        let gains = LoudnessMatch.gains([first, second, nil])
        #expect(abs(gains[0] + 6.02) < 0.05 && gains[1] == 0 && gains[2] == 0)
    }

    @Test func `other files go through ffmpeg and measure the same`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (wav, flac) = (folder.appending(path: "a.wav"), folder.appending(path: "a.flac"))
        try SoundFile.wav(channels: 2, rate: 48_000, samples: tone(0.5, seconds: 2, rate: 48_000)).write(to: wav)
        try SoundFile.generate(["-i", wav.path], to: flac)
        let reader = LoudnessReader()
        let (direct, decoded) = (try await reader.loudness(of: wav), try await reader.loudness(of: flac))
        #expect(abs(try #require(direct) - (try #require(decoded))) < 0.05)
    }

    @Test func `frames are whole wherever the pieces are cut`() {
        var (whole, cut) = (
            StereoSamples(LoudnessMeter(rate: 8000, channels: 2)), StereoSamples(LoudnessMeter(rate: 8000, channels: 2))
        )
        let bytes = tone(0.5, seconds: 1.2, rate: 8000)
        bytes.withUnsafeBytes { whole.add($0) }
        var start = 0
        for length in [1, 2, 3, 5, 7, 1000] {
            bytes[start..<(start + length)].withUnsafeBytes { cut.add($0) }
            start += length
        }
        bytes[start...].withUnsafeBytes { cut.add($0) }
        #expect(whole.meter.integrated == cut.meter.integrated && whole.meter.integrated != nil)
    }
}
