import EaselCore
import EaselMedia
import Foundation
import Testing

struct MediaMeasureTests {
    @Test(arguments: [
        "picture.png", "picture.jpg", "picture.webp", "lossless.webp", "picture.gif", "clip.mp4", "clip.mov",
    ])
    func `a picture's size is in its header`(name: String) throws {
        let measure = try measure(name)
        #expect(measure.pixels == PixelSize(width: 64, height: 48))
        #expect(measure.hasPicture)
    }

    @Test(arguments: [("clip.mp4", 1.0), ("clip.mov", 1.0), ("sound.wav", 0.5), ("sound.flac", 0.5)])
    func `a clip's length is in its header`(name: String, seconds: Double) throws {
        #expect(try abs(#require(try measure(name).durationSeconds) - seconds) < 0.05)
    }

    @Test func `a container with sound only has no picture`() throws {
        #expect(try !measure("sound.m4a").hasPicture)
    }

    @Test func `a header that lies gives nothing and never a crash`() throws {
        let folder = try MediaFolder()
        for name in [
            "picture.png", "picture.jpg", "picture.webp", "lossless.webp", "picture.gif", "clip.mp4", "sound.wav",
            "sound.flac",
        ] {
            let bytes = try MediaFixture.bytes(name)
            let type = try #require(MediaTypeSniffer.type(of: bytes))
            for index in 0..<min(bytes.count, 120) {
                var damaged = bytes
                damaged[index] = 0xFF
                if index % 3 == 0 { damaged = damaged.prefix(index + 1) }
                try damaged.write(to: folder.file("x"))
                _ = MediaMeasure(file: folder.file("x"), type: type)
            }
        }
        #expect(MediaMeasure(file: folder.file("missing"), type: .png).pixels == nil)
    }

    private func measure(_ name: String) throws -> MediaMeasure {
        let folder = try MediaFolder()
        let bytes = try MediaFixture.bytes(name)
        try bytes.write(to: folder.file(name))
        return MediaMeasure(file: folder.file(name), type: try #require(MediaTypeSniffer.type(of: bytes)))
    }
}
