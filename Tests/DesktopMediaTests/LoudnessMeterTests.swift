import DesktopMedia
import Foundation
import Testing

/// Values of EBU Tech 3341 and of BS.1770.
@Suite struct LoudnessMeterTests {
    private func tone(
        _ meter: inout LoudnessMeter, decibels: Double, seconds: Double, rate: Int = 16_000, frequency: Double = 997,
        channels: Int = 2
    ) {
        let peak = pow(10, decibels / 20)
        for index in 0..<Int(seconds * Double(rate)) {
            let sample = Float(peak * sin(2 * .pi * frequency * Double(index) / Double(rate)))
            meter.add(Array(repeating: sample, count: channels))
        }
    }

    @Test func `a full tone in one channel has the loudness that the standard says`() throws {
        var meter = LoudnessMeter(rate: 48_000, channels: 1)
        tone(&meter, decibels: 0, seconds: 1, rate: 48_000, channels: 1)
        #expect(abs(try #require(meter.integrated) + 3.01) < 0.05)
    }

    @Test(arguments: [-23.0, -33.0]) func `a stereo tone is as loud as its level`(level: Double) throws {
        var meter = LoudnessMeter(rate: 16_000, channels: 2)
        tone(&meter, decibels: level, seconds: 1.5, frequency: 1000)
        #expect(abs(try #require(meter.integrated) - level) < 0.1, "EBU Tech 3341, cases 1 and 2")
    }

    @Test func `what is far quieter than the rest does not count`() throws {
        var meter = LoudnessMeter(rate: 16_000, channels: 2)
        tone(&meter, decibels: -36, seconds: 1, frequency: 1000)
        tone(&meter, decibels: -23, seconds: 5, frequency: 1000)
        tone(&meter, decibels: -36, seconds: 1, frequency: 1000)
        #expect(
            abs(try #require(meter.integrated) + 23) < 0.35, "EBU Tech 3341, case 3, shortened: the joints weigh more")
    }

    @Test(arguments: [8_000, 22_050, 44_100]) func `the rate changes nothing`(rate: Int) throws {
        var meter = LoudnessMeter(rate: rate, channels: 1)
        tone(&meter, decibels: -10, seconds: 0.6, rate: rate, channels: 1)
        #expect(abs(try #require(meter.integrated) + 13.01) < 0.1)
    }

    @Test func `deep tones are heard less`() throws {
        var (deep, middle) = (LoudnessMeter(rate: 16_000, channels: 1), LoudnessMeter(rate: 16_000, channels: 1))
        tone(&deep, decibels: -10, seconds: 2, frequency: 30, channels: 1)
        tone(&middle, decibels: -10, seconds: 2, channels: 1)
        #expect(try #require(deep.integrated) < (try #require(middle.integrated)) - 5)
    }

    @Test func `silence and clicks have no loudness`() {
        var meter = LoudnessMeter(rate: 16_000, channels: 1)
        #expect(meter.integrated == nil)
        tone(&meter, decibels: 0, seconds: 0.3, channels: 1)
        #expect(meter.integrated == nil)
        var silent = LoudnessMeter(rate: 16_000, channels: 1)
        tone(&silent, decibels: -200, seconds: 2, channels: 1)
        #expect(silent.integrated == nil)
    }

    @Test func `the louder takes are turned down to the quietest`() {
        #expect(LoudnessMatch.gains([-14, -20, nil, -17]) == [-6, 0, 0, -3])
        #expect(LoudnessMatch.gains([nil, nil]) == [0, 0] && LoudnessMatch.gains([]) == [])
        #expect(LoudnessMatch.gains([-14, -.infinity]) == [0, 0])
    }

    @Test(.timeLimit(.minutes(2))) func `files are turned down to the quietest of them`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = []
        for (index, level) in [0.5, 0.25].enumerated() {
            let samples = (0..<16_000).map { level * sin(2 * .pi * 1000 * Double($0) / 8000) }
            files.append(folder.appending(path: "\(index).wav"))
            try SoundFile.wav(samples: SoundFile.signed16(samples)).write(to: files[index])
        }
        let gains = await LoudnessReader().gains(of: files + [folder.appending(path: "none.wav")])
        #expect(abs(gains[0] + 6.02) < 0.1)
        #expect(gains[1...] == [0, 0])
        // WAV needs no ffmpeg.
        #expect(await LoudnessReader(ffmpeg: "no-such-ffmpeg").gains(of: files) == Array(gains.prefix(2)))
    }
}
