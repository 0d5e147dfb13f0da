import Foundation
import TerminalUI
import Testing

@testable import DesktopMedia

@Suite(.timeLimit(.minutes(2)))
struct WaveformReaderTests {
    /// Without ffmpeg, so that only WAV can be read.
    private let alone = WaveformReader(ffmpeg: "no-such-ffmpeg-anywhere")

    private func read(_ data: Data, name: String = "a.wav") async throws -> Waveform {
        let file = try SoundFile.folder().appending(path: name)
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        try data.write(to: file)
        return try await alone.waveform(of: file)
    }

    @Test func `a WAV file is read without any other program`() async throws {
        let loud = [Double](repeating: 0.5, count: 4000) + [Double](repeating: 0, count: 4000)
        let waveform = try await read(SoundFile.wav(samples: SoundFile.signed16(loud)))
        #expect(waveform.seconds == 1)
        let halves = waveform.levels(in: 2)
        #expect(abs(halves[0] - 0.5) < 0.001)
        #expect(halves[1] == 0)
    }

    @Test(arguments: [
        (1, 8, [UInt8](repeating: 192, count: 8)), (1, 16, [0, 0x40, 0, 0xc0]), (1, 24, [0, 0, 0x40, 0, 0, 0xc0]),
        (1, 32, [0, 0, 0, 0x40]), (3, 32, [0, 0, 0, 0x3f]), (3, 64, [0, 0, 0, 0, 0, 0, 0xe0, 0x3f]),
    ])
    func `every plain depth is read`(kind: Int, bits: Int, samples: [UInt8]) async throws {
        for isExtensible in [false, true] {
            let data = SoundFile.wav(kind: kind, bits: bits, samples: samples, isExtensible: isExtensible)
            #expect(try await read(data).levels(in: 1) == [0.5])
        }
    }

    @Test func `the louder channel counts, and chunks before the format are skipped`() async throws {
        let samples = SoundFile.signed16([0.1, -0.75, 0.1, 0.2])
        let note = Array("LIST".utf8) + [3, 0, 0, 0, 1, 2, 3, 0]
        let waveform = try await read(SoundFile.wav(channels: 2, rate: 2, samples: samples, before: note))
        #expect(waveform.seconds == 1)
        #expect(abs(waveform.levels(in: 1)[0] - 0.75) < 0.001)
    }

    @Test(arguments: [0, 0xffff_ffff, 0x7fff_ffff, 4000])
    func `a length that is not the truth is no harm`(length: Int) async throws {
        let data = SoundFile.wav(samples: SoundFile.signed16([0.5, 0.5, 0.5, 0.5]), length: length)
        #expect(try await read(data).seconds == 4.0 / 8000)
    }

    @Test func `a long sound is kept in few levels, and its loud moment is not lost`() async throws {
        var values = [Double](repeating: 0.1, count: 100_000)
        values[77_777] = 0.9
        let waveform = try await read(SoundFile.wav(samples: SoundFile.signed16(values)))
        #expect(waveform.levels.count <= 2048)
        #expect(abs((waveform.levels.max() ?? 0) - 0.9) < 0.001)
        #expect(waveform.levels(in: 10).firstIndex(of: waveform.levels.max() ?? 0) == 7)
    }

    @Test func `what is no plain WAV needs ffmpeg, and the error says how to get it`() async throws {
        let compressed = SoundFile.wav(kind: 2, bits: 4, samples: [1, 2, 3, 4])
        for data in [Data("ID3".utf8), Data(), compressed, SoundFile.wav(samples: []).prefix(30)] {
            await #expect(
                throws: DesktopMediaError.programMissing(["no-such-ffmpeg-anywhere"], purpose: FFmpeg.purpose)
            ) {
                _ = try await read(data, name: "a.mp3")
            }
        }
        #expect(
            "\(DesktopMediaError.programMissing(["ffmpeg"], purpose: FFmpeg.purpose))".contains("apt install ffmpeg"))
    }

    @Test func `a file that is not there is said so`() async {
        await #expect(throws: DesktopMediaError.unreadable(path: "/no/such.wav", code: ENOENT)) {
            _ = try await alone.waveform(of: URL(fileURLWithPath: "/no/such.wav"))
        }
    }

    @Test(arguments: ["a.mp3", "-y http:a?b.mp3", "concat:a|b.ogg"])
    func `ffmpeg reads the rest, whatever the file is called`(name: String) async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        let plain = folder.appending(path: "plain." + file.pathExtension)
        try SoundFile.generate(["-f", "lavfi", "-i", "sine=frequency=440:duration=2"], to: plain)
        if name != plain.lastPathComponent { try FileManager.default.moveItem(at: plain, to: file) }
        let waveform = try await WaveformReader().waveform(of: file)
        #expect(abs(waveform.seconds - 2) < 0.1)
        #expect(waveform.levels(in: 8).allSatisfy { $0 > 0.05 })
    }

    @Test func `a playlist with another ending is not followed`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.mp3")
        try Data("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n".utf8).write(
            to: file)
        await #expect(throws: DesktopMediaError.self) { _ = try await WaveformReader().waveform(of: file) }
    }
}
