import Foundation
import TerminalUI
import Testing

@testable import DesktopMedia

@Suite(.timeLimit(.minutes(2)))
struct FilmReaderTests {
    @Test func `a film gives a poster and a strip in the order of time`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.mp4")
        // From red to blue.
        try SoundFile.generate(
            [
                "-f", "lavfi", "-i", "color=red:s=64x36:d=1:r=10", "-f", "lavfi", "-i", "color=blue:s=64x36:d=1:r=10",
                "-filter_complex", "[0][1]concat=n=2", "-pix_fmt", "yuv420p",
            ], to: file)
        let film = try await FilmReader().film(
            of: file, poster: Size(width: 32, height: 32), frame: Size(width: 16, height: 16), count: 4)
        #expect(film.poster.size == Size(width: 32, height: 18))
        #expect(film.frames.map(\.size) == Array(repeating: Size(width: 16, height: 9), count: 4))
        #expect(abs(film.seconds - 2) < 0.2)
        let isRed = film.frames.map { $0.rgba[0] > 128 }
        #expect(isRed == [true, true, false, false])
        #expect(film.poster.rgba[0] > 128)
    }

    @Test func `the last frame becomes a picture of the film's size, whole or not at all`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.mp4")
        try SoundFile.generate(
            [
                "-f", "lavfi", "-i", "color=red:s=64x36:d=1:r=10", "-f", "lavfi", "-i", "color=blue:s=64x36:d=1:r=10",
                "-filter_complex", "[0][1]concat=n=2", "-pix_fmt", "yuv420p",
            ], to: file)
        let place = folder.appending(path: "last: frame %03d.png")
        try await FilmReader().writeLastFrame(of: file, to: place)
        let film = try await FilmReader().film(
            of: place.isFileURL ? file : place, poster: Size(width: 4, height: 4), frame: Size(width: 4, height: 4),
            count: 1)
        #expect(film.frames.count == 1)
        let bytes = [UInt8](try Data(contentsOf: place))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(bytes[16..<24].elementsEqual([0, 0, 0, 64, 0, 0, 0, 36]), "the size in the header")
        let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try Data("no film".utf8).write(to: file)
        let other = folder.appending(path: "other.png")
        await #expect(throws: DesktopMediaError.self) { try await FilmReader().writeLastFrame(of: file, to: other) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "a.mp4", "last: frame %03d.png",
            ])
    }

    @Test func `a damaged film is an error, and a missing program says how to get it`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.mp4")
        try Data("ftyp and nothing more".utf8).write(to: file)
        let box = Size(width: 8, height: 8)
        await #expect(throws: DesktopMediaError.self) {
            _ = try await FilmReader().film(of: file, poster: box, frame: box, count: 1)
        }
        await #expect(throws: DesktopMediaError.programMissing(["none-such"], purpose: FFmpeg.purpose)) {
            _ = try await FilmReader(ffmpeg: "none-such", ffprobe: "none-such").film(
                of: file, poster: box, frame: box, count: 1)
        }
    }

    @Test(arguments: [
        "", "P6", "P6 2 2 255\n", "P6 0 0 255\n", "P6 99999999 1 255\n", "P5 1 1 255\nabc", "P6 1 1 65535\nabc",
    ])
    func `what is no whole pixmap is none`(text: String) {
        #expect(PortablePixmap.image(Array(text.utf8)) == nil)
    }

    @Test func `a pixmap is read`() throws {
        let image = try #require(PortablePixmap.image(Array("P6\n2 1\n255\n".utf8) + [1, 2, 3, 4, 5, 6]))
        #expect(image.size == Size(width: 2, height: 1))
        #expect(image.rgba == [1, 2, 3, 255, 4, 5, 6, 255])
    }
}
