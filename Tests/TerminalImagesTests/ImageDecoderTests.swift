import Foundation
import TerminalImages
import TerminalUI
import Testing

struct ImageDecoderTests {
    private let decoder = ImageDecoder()
    private let large = Size(width: 1000, height: 1000)

    private func pixel(_ image: PixelImage, _ x: Int, _ y: Int) -> [Int] {
        let start = (y * image.width + x) * 4
        return image.rgba[start..<(start + 4)].map { Int($0) }
    }

    private func isNear(_ pixel: [Int], _ expected: [Int], by tolerance: Int) -> Bool {
        zip(pixel, expected).allSatisfy { abs($0 - $1) <= tolerance }
    }

    private func temporaryFile(_ bytes: [UInt8]) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "image-\(UUID().uuidString)")
        try Data(bytes).write(to: url)
        return url
    }

    @Test(arguments: Fixture.quadrants)
    func `every format decodes to the same picture`(name: String) async throws {
        let image = try await decoder.decode(Fixture.url(name), fitting: large)
        #expect(image.size == Size(width: 16, height: 8))
        #expect(isNear(pixel(image, 1, 1), [0, 0, 64, 255], by: 60))
        #expect(isNear(pixel(image, 14, 1), [255, 0, 64, 255], by: 60))
        #expect(isNear(pixel(image, 1, 6), [0, 255, 64, 255], by: 60))
        #expect(isNear(pixel(image, 14, 6), [255, 255, 64, 255], by: 60))
    }

    @Test(arguments: Fixture.quadrants)
    func `a picture is made smaller inside the box with its proportions`(name: String) async throws {
        let image = try await decoder.decode(Fixture.url(name), fitting: Size(width: 4, height: 100))
        #expect(image.size == Size(width: 4, height: 2))
        #expect(isNear(pixel(image, 0, 0), [0, 0, 64, 255], by: 60))
        #expect(isNear(pixel(image, 3, 1), [255, 255, 64, 255], by: 60))
    }

    @Test func `lossless pixels are exact`() async throws {
        for name in ["quadrants.png", "interlaced.png", "lossless.webp", "interlaced.gif"] {
            let image = try await decoder.decode(Fixture.url(name), fitting: large)
            #expect(pixel(image, 15, 0) == [255, 0, 64, 255], "\(name)")
            #expect(pixel(image, 0, 7) == [0, 255, 64, 255], "\(name)")
        }
    }

    @Test(arguments: ["alpha.png", "alpha.webp"])
    func `transparency is kept and does not colour what is made smaller`(name: String) async throws {
        let full = try await decoder.decode(Fixture.url(name), fitting: large)
        #expect(pixel(full, 0, 0) == [0, 255, 0, 255])
        #expect(pixel(full, 15, 0)[3] == 0)
        let one = try await decoder.decode(Fixture.url(name), fitting: Size(width: 1, height: 1))
        #expect(isNear(pixel(one, 0, 0), [0, 255, 0, 128], by: 2))
    }

    @Test func `grey, 16-bit, one-bit and CMYK pictures become RGBA`() async throws {
        let grey = try await decoder.decode(Fixture.url("grey.png"), fitting: large)
        #expect(Set(pixel(grey, 15, 7)[0...2]).count == 1)
        let deep = try await decoder.decode(Fixture.url("grey16.png"), fitting: large)
        #expect(pixel(deep, 3, 3) == [255, 255, 255, 255])
        let bits = try await decoder.decode(Fixture.url("bits.png"), fitting: large)
        #expect(pixel(bits, 0, 0) == [0, 0, 0, 255])
        #expect(pixel(bits, 15, 0) == [255, 255, 255, 255])
        let cmyk = try await decoder.decode(Fixture.url("cmyk.jpg"), fitting: large)
        #expect(isNear(pixel(cmyk, 14, 1), [255, 0, 64, 255], by: 60))
    }

    @Test func `an animation shows its first frame`() async throws {
        for name in ["animated.gif", "animated.webp"] {
            let image = try await decoder.decode(Fixture.url(name), fitting: large)
            #expect(pixel(image, 0, 0)[0] < 60, "\(name)")
        }
    }

    @Test func `a probe reads format and size by the bytes, whatever the name`() async throws {
        for (name, format) in [
            ("quadrants.png", ImageFormat.png), ("progressive.jpg", .jpeg), ("lossy.webp", .webp),
            ("animated.gif", .gif),
        ] {
            let file = try temporaryFile(Fixture.bytes(name))
            defer { try? FileManager.default.removeItem(at: file) }
            let probe = try await decoder.probe(file)
            #expect(probe == ImageProbe(format: format, size: Size(width: 16, height: 8)))
        }
    }

    @Test func `a file that is none of the formats is said to be so`() async throws {
        let file = try temporaryFile(Array("<svg></svg>".utf8))
        defer { try? FileManager.default.removeItem(at: file) }
        await #expect(throws: ImageDecodingError.unknownFormat) { try await decoder.decode(file, fitting: large) }
        let empty = try temporaryFile([])
        defer { try? FileManager.default.removeItem(at: empty) }
        await #expect(throws: ImageDecodingError.unknownFormat) { try await decoder.decode(empty, fitting: large) }
    }

    @Test func `a missing file, a folder and a pipe are unreadable, and none of them blocks`() async throws {
        let folder = FileManager.default.temporaryDirectory
        let missing = folder.appending(path: UUID().uuidString)
        await #expect(throws: ImageDecodingError.unreadable(path: missing.path, code: ENOENT)) {
            try await decoder.probe(missing)
        }
        await #expect(throws: ImageDecodingError.unreadable(path: folder.path, code: EISDIR)) {
            try await decoder.probe(folder)
        }
        let pipe = folder.appending(path: "pipe-\(UUID().uuidString)")
        try #require(mkfifo(pipe.path, 0o600) == 0)
        defer { try? FileManager.default.removeItem(at: pipe) }
        await #expect(throws: ImageDecodingError.unreadable(path: pipe.path, code: ENXIO)) {
            try await decoder.decode(pipe, fitting: large)
        }
    }

    @Test func `a header that promises gigapixels is refused before memory is taken`() async throws {
        await #expect(throws: ImageDecodingError.tooLarge) {
            try await decoder.decode(Fixture.url("bomb.png"), fitting: large)
        }
    }

    @Test func `limits of one's own hold for file, pixels and memory`() async throws {
        let file = Fixture.url("interlaced.png")
        let tight = [
            ImageLimits(fileBytes: 50, pixels: 1000, workingBytes: 10_000),
            ImageLimits(fileBytes: 5000, pixels: 127, workingBytes: 10_000),
            ImageLimits(fileBytes: 5000, pixels: 1000, workingBytes: 511),
        ]
        for limits in tight {
            await #expect(throws: ImageDecodingError.tooLarge) {
                try await ImageDecoder(limits: limits).decode(file, fitting: Size(width: 2, height: 2))
            }
        }
    }

    @Test func `a cancelled task decodes nothing`() async throws {
        let decoder = decoder
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await decoder.decode(Fixture.url("quadrants.png"), fitting: Size(width: 9, height: 9))
        }
        task.cancel()
        await #expect(throws: ImageDecodingError.cancelled) { try await task.value }
    }

    @Test func `an empty box still gives one pixel`() async throws {
        let image = try await decoder.decode(Fixture.url("quadrants.png"), fitting: .zero)
        #expect(image.size == Size(width: 1, height: 1))
    }
}
