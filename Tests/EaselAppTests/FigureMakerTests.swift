import EaselApp
import EaselCore
import EaselEngine
import Foundation
import Testing

/// What of a file comes into a page.
@Suite struct FigureMakerTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "easel-figures-\(UUID().uuidString)")

    /// A GIF of one pixel, of so many bytes in all.
    private func file(_ name: String, _ type: MediaType, bytes: Int = 100) throws -> Asset {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let dot = try #require(Data(base64Encoded: "R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="))
        let place = folder.appending(path: name)
        try (dot + Data(repeating: 0, count: max(0, bytes - dot.count))).write(to: place)
        return Asset(path: place.path, mediaType: type, bytes: Int64(bytes), sha256: "")
    }

    @Test
    func `a small picture is there as it is, a large one made smaller, and a blind one says nothing of its maker`()
        async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let small = try file("flux-small.gif", .gif)
        let page = folder.appending(path: "page.html").path
        var maker = FigureMaker(.none, .comparison, page: page)
        let plain = await maker.figure(of: small, description: "A", facts: "1x1")
        #expect(plain.look == .picture(try Data(contentsOf: small.file), .gif))
        #expect(plain.link == "./flux-small.gif" && plain.caption == "flux-small.gif · 1x1")
        let large = try file("large.gif", .gif, bytes: 500_000)
        guard case .picture(let bytes, .jpeg) = await maker.figure(of: large, description: "A", facts: "").look else {
            Issue.record("no smaller picture")
            return
        }
        #expect(bytes.count < 10_000)
        var veiled = FigureMaker(.none, .comparison, page: page, isVeiled: true)
        let blind = await veiled.figure(of: small, description: "A", facts: "1x1")
        #expect(blind.link == nil && blind.caption == "1x1" && !blind.html.contains("flux"))
        if case .picture(_, let type) = blind.look { #expect(type == .jpeg) } else { Issue.record("no picture") }
    }

    @Test func `sounds and films are in the page while there is room, and a film that is none is told so`() async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let sound = try file("a.wav", .wav, bytes: 600_000)
        var maker = FigureMaker(
            FilePreviews(poster: { _, _ in .nothing }, levels: { $0.pathExtension == "wav" ? [0.5] : nil }),
            FigureMaker.Weight(side: 64, original: 0, sound: 1_000_000, total: 1_000_000), page: "/p.html")
        let first = await maker.figure(of: sound, description: "", facts: "")
        let second = await maker.figure(of: sound, description: "", facts: "")
        #expect(first.content?.count == 600_000 && first.look == .waveform([0.5]))
        #expect(second.content == nil && second.link != nil, "the page is full: it is played from where it lies")
        let broken = try file("a.mp4", .mp4)
        let film = await maker.figure(of: broken, description: "", facts: "")
        #expect(!film.isPlayable && film.content == nil)
        let gone = Asset(path: folder.path + "/gone.png", mediaType: .png, bytes: 1, sha256: "")
        let missing = await maker.figure(of: gone, description: "", facts: "")
        #expect(missing.look == .words("The file is missing.") && missing.link == nil)
        var unknown = FigureMaker(.none, .sheet, page: nil)
        let other = try file("b.mp4", .mp4)
        let plain = await unknown.figure(of: other, description: "", facts: "")
        #expect(plain.isPlayable && plain.link == nil && plain.look == .words("video/mp4"))
    }
}
