import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What files look like and sound like on the screen, and how they are played and copied.
@MainActor
@Suite(.timeLimit(.minutes(5)))
struct PreviewTests {
    nonisolated private static let sizes = [
        Size(width: 60, height: 16), Size(width: 80, height: 24), Size(width: 120, height: 40),
    ]

    private func record(_ modality: Modality, _ type: MediaType) -> GenerationRecord {
        var record = Scene.record(5, modality)
        record.assets = [Scene.asset("5", type)]
        record.assets[0].durationSeconds = 5
        if type.family == "audio" { (record.assets[0].width, record.assets[0].height) = (nil, nil) }
        return record
    }

    /// A state that shows a file, and the request it made.
    private func shown(_ record: GenerationRecord, _ size: Size) throws -> (App.State, PreviewShelf.Request) {
        let state = Scene.state(after: [record], size)
        return (state, try #require(state.session.previews.requests.last))
    }

    private let tone = Waveform(levels: (0..<64).map { Float($0 % 16) / 16 }, seconds: 5)

    private func film(_ request: PreviewShelf.Request) throws -> FilmPreview {
        let layout = FilmLayout(in: Rect(size: request.cells))
        let image = try Scene.picture(32, 18)
        return FilmPreview(
            poster: Picture(image, in: layout.poster.size, on: request.display),
            frames: (0..<layout.count).map { _ in Picture(image, in: layout.frame, on: request.display) }, seconds: 5)
    }

    @Test(arguments: sizes) func `a sound is a waveform with its length`(size: Size) throws {
        var (state, request) = try shown(record(.audio, .mp3), size)
        #expect(request.kind == .sound)
        _ = App.update(&state, .previewReady(request, .sound(tone)))
        expectSnapshot(state.picture, "studio.sound.\(size.width)x\(size.height)")
        #expect(state.picture.contains("saved"))
        state.session.theme = .standard.adapted(to: TerminalCapabilities(colorDepth: .trueColor, unicode: false))
        #expect(state.picture.contains("####"))
        #expect(state.picture.unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test(arguments: sizes) func `a film is a poster above a strip`(size: Size) throws {
        var (state, request) = try shown(record(.video, .mp4), size)
        #expect(request.kind == .film)
        _ = App.update(&state, .previewReady(request, .film(try film(request))))
        expectSnapshot(state.picture, "studio.film.\(size.width)x\(size.height)")
    }

    @Test(arguments: sizes) func `the history shows sounds and films as well`(size: Size) throws {
        for (name, modality, type) in [("sound", Modality.audio, MediaType.mp3), ("film", .video, .mp4)] {
            var state = Scene.state(size)
            state.press("f4")
            let page = HistoryPage(records: [record(modality, type)], next: nil)
            _ = App.update(&state, .history(.pageLoaded(page, serial: 1)))
            state.press("enter")
            for request in state.session.previews.requests {
                let content: PreviewShelf.Content = name == "sound" ? .sound(tone) : .film(try film(request))
                _ = App.update(&state, .previewReady(request, content))
            }
            expectSnapshot(state.picture, "history.\(name).\(size.width)x\(size.height)")
        }
    }

    @Test func `a missing decoder is said with its remedy, on as many rows as it takes`() throws {
        var (state, request) = try shown(record(.video, .mp4), Size(width: 80, height: 24))
        let words =
            "ffmpeg is not installed; apt install ffmpeg, or brew install ffmpeg, shows waveforms and film frames"
        _ = App.update(&state, .previewReady(request, .failed(words)))
        let text = state.picture.split(whereSeparator: { $0.isWhitespace || $0 == "│" }).joined(separator: " ")
        #expect(text.contains("No preview: ffmpeg is not installed"))
        #expect(state.picture.contains("film frames"))
    }

    @Test func `a terminal that turns out to show pixels gets the picture itself`() throws {
        var (state, request) = try shown(record(.image, .png), Size(width: 80, height: 24))
        #expect(request.display == .blocks)
        var capabilities = state.session.theme.capabilities
        capabilities.pictures = .pixels(cell: Size(width: 10, height: 20))
        let effects = App.update(&state, .input(.capabilities(capabilities), at: Scene.now))
        guard case .makePreview(let finer)? = effects.first else {
            Issue.record("no preview was asked for: \(effects)")
            return
        }
        #expect(finer.size == Size(width: request.cells.width * 10, height: request.cells.height * 20))
        let image = try Scene.picture(160, 90)
        _ = App.update(&state, .previewReady(finer, .picture(finer.prepared(image))))
        let surface = state.drawn().surface
        #expect(surface.pictures.map(\.image) == [image])
        #expect(surface.shows(surface.pictures[0]))
        // An overlay above it covers it there.
        state.press("f1")
        let covered = state.drawn().surface
        #expect(!covered.shows(covered.pictures[0]))
    }

    @Test func `where no pictures are wanted a file is words, and nothing is decoded`() throws {
        var state = Scene.state()
        var capabilities = state.session.theme.capabilities
        capabilities.pictures = .none
        _ = App.update(&state, .input(.capabilities(capabilities), at: Scene.now))
        let record = record(.image, .png)
        _ = App.update(&state, .jobEvents([JobEvent(id: record.id, event: .finished(record))], at: Scene.now))
        state.studio.modality = .image
        state.studio.results[.image, default: ResultPane()].show(state.session.generations[record.id])
        #expect(
            !App.update(&state, .spendLoaded(Spending())).contains { if case .makePreview = $0 { true } else { false } }
        )
        #expect(state.session.previews.requests.isEmpty)
        #expect(state.picture.contains("image/png"))
    }

    @Test func `the same key plays and stops`() throws {
        var (state, _) = try shown(record(.audio, .mp3), Size(width: 80, height: 24))
        let path = try #require(state.session.generations.all.first?.record.assets.first?.path)
        state.press("tab")
        #expect(state.press("P").first == .play(path, isFilm: false))
        #expect(state.session.playing == path)
        #expect(state.picture.contains("▶ playing"))
        #expect(state.press("P") == [.stopPlaying])
        #expect(state.session.playing == nil)
        state.press("P")
        _ = App.update(&state, .playEnded(path))
        #expect(state.session.playing == nil)
    }

    @Test func `a picture is not played`() throws {
        var (state, _) = try shown(record(.image, .png), Size(width: 80, height: 24))
        state.press("tab", "P")
        #expect(state.session.playing == nil)
        #expect(state.picture.contains("Only sound and films are played"))
    }

    @Test func `the history plays what is chosen`() throws {
        var state = Scene.state()
        state.press("f4")
        let record = record(.video, .mp4)
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [record], next: nil), serial: 1)))
        #expect(state.press("P").first == .play(record.assets[0].path, isFilm: true))
        #expect(state.picture.contains("playing"))
    }

    /// What a runner did and said, in order.
    private actor Log {
        var lines: [String] = []
        func add(_ line: String) { lines.append(line) }
    }

    private func perform(_ effects: [Effect], _ adjust: (inout StudioDependencies, Log) -> Void) async -> [String] {
        let log = Log()
        let rig = StudioRig(Scene.providers) { dependencies in
            dependencies.openFile = { await log.add("open \($0.path)") }
            adjust(&dependencies, log)
        }
        let runner = EffectRunner(outside: rig.outside)
        let program = Program<Int, App.Message, Effect>(
            state: 0, terminal: Terminal(backend: rig.backend),
            logic: ProgramLogic(message: { _ in nil }, update: { _, _ in [] }, view: { _, _ in nil }),
            perform: { _, _ in })
        for effect in effects { await runner.perform(effect, program.context) }
        return await log.lines
    }

    @Test func `what no player can play is opened`() async {
        let lines = await perform([.play("/a/b.mp4", isFilm: true)]) { outside, log in
            outside.playFile = { file, isFilm in
                await log.add("play \(file.path) \(isFilm)")
                return false
            }
        }
        #expect(lines == ["play /a/b.mp4 true", "open /a/b.mp4"])
        #expect(await perform([.play("/a/b.mp3", isFilm: false)]) { _, _ in } == ["open /a/b.mp3"])
    }

    @Test func `what is copied goes to the machine's clipboard as well`() async {
        let lines = await perform([.copy("some text")]) { outside, log in
            outside.copyLocally = { await log.add("copy \($0)") }
        }
        #expect(lines == ["copy some text"])
    }

    @Test func `few decoders run at a time, and who asked last goes first`() async {
        let gate = PreviewGate(places: 1)
        let log = Log()
        await gate.enter()
        var tasks: [Task<Void, Never>] = []
        for number in 1...3 {
            tasks.append(
                Task {
                    await gate.enter()
                    await log.add("\(number)")
                    await gate.leave()
                })
            while await gate.queue < number { await Task.yield() }
        }
        #expect(await log.lines.isEmpty)
        await gate.leave()
        for task in tasks { await task.value }
        #expect(await log.lines == ["3", "2", "1"])
    }
}
