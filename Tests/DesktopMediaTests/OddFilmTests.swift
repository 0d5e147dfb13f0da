import Foundation
import TerminalUI
import Testing

@testable import DesktopMedia

/// Films as they come out of cameras, broken downloads and new models.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct OddFilmTests {
    private let box = Size(width: 32, height: 32)

    private func film(_ name: String, _ arguments: [String], in folder: URL) throws -> URL {
        let file = folder.appending(path: name)
        try SoundFile.generate(arguments, to: file)
        return file
    }

    private let picture = ["-f", "lavfi", "-i", "testsrc=s=64x36:r=10:d=1"]

    @Test func `ten bits a channel, one frame and a rotation are seen`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let deep = try film("deep.mkv", picture + ["-pix_fmt", "yuv420p10le", "-c:v", "ffv1"], in: folder)
        #expect(try await poster(of: deep) == Size(width: 32, height: 18))
        let single = try film("one.mp4", picture + ["-frames:v", "1", "-pix_fmt", "yuv420p"], in: folder)
        #expect(try await poster(of: single) == Size(width: 32, height: 18))
        let flat = try film("flat.mp4", picture + ["-pix_fmt", "yuv420p"], in: folder)
        // Older programs take the metadata, newer ones the option; a copy keeps what it was told.
        let turned = folder.appending(path: "turned.mp4")
        do {
            try SoundFile.generate(["-display_rotation", "90", "-i", flat.path, "-c", "copy"], to: turned)
        } catch {
            try SoundFile.generate(["-i", flat.path, "-c", "copy", "-metadata:s:v", "rotate=90"], to: turned)
        }
        #expect(try await poster(of: turned) == Size(width: 18, height: 32))
        let page = try await FilmReader().poster(of: turned, longerSide: 32)
        #expect(page.starts(with: [0xFF, 0xD8, 0xFF]))
    }

    @Test func `sound alone, half a film, nothing and a hole of two gigabytes are told in words`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let sound = try film("sound.mp4", ["-f", "lavfi", "-i", "sine=300:d=1"], in: folder)
        await #expect(throws: DesktopMediaError.absent("picture")) { _ = try await poster(of: sound) }
        await #expect(throws: DesktopMediaError.absent("picture")) {
            _ = try await FilmReader().poster(of: sound, longerSide: 32)
        }
        let silent = try film("silent.mp4", picture + ["-pix_fmt", "yuv420p"], in: folder)
        await #expect(throws: DesktopMediaError.absent("sound")) {
            _ = try await WaveformReader().waveform(of: silent)
        }
        let bytes = try Data(contentsOf: silent)
        for (name, content) in [("half.mp4", bytes.prefix(bytes.count / 2)), ("nothing.mp4", Data())] {
            let file = folder.appending(path: name)
            try content.write(to: file)
            await #expect(throws: DesktopMediaError.undecodable) { _ = try await poster(of: file) }
        }
        let hole = folder.appending(path: "hole.mp4")
        try Data().write(to: hole)
        try #require(truncate(hole.path, 2 << 30) == 0)
        await #expect(throws: DesktopMediaError.undecodable) { _ = try await poster(of: hole) }
    }

    private func poster(of file: URL) async throws -> Size {
        try await FilmReader().film(of: file, poster: box, frame: Size(width: 8, height: 8), count: 2).poster.size
    }
}
