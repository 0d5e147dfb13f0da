import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import TerminalUI
import Testing

@testable import EaselTUI

/// The studio from key to history, on a terminal in memory.
@MainActor
@Suite(.timeLimit(.minutes(5)))
struct WholeLoopTests {
    private let waves = MediaBatch(items: [
        MediaReference(
            .bytes(Data([0])), declaredType: .mp4, pixels: PixelSize(width: 1280, height: 720), durationSeconds: 5)
    ])
    private let dawn = MediaBatch(items: [
        MediaReference(.bytes(Data([0])), declaredType: .png, pixels: PixelSize(width: 1024, height: 768))
    ])

    @Test func `a prompt is sent, its answer streams in, and history holds it`() async throws {
        let rig = StudioRig([
            Scene.openRouter.with {
                $0.text = ScriptedTextService(events: [
                    .reasoning("Hm."), .delta("Light falls "), .delta("on the water."),
                ])
            }
        ])
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("A poem", "enter")
        await rig.see("Light falls on the water.")
        await rig.see("9 in, 12 out tokens")
        #expect(rig.screen.contains("thinking, 1 words"))
        rig.backend.press("f4")
        await rig.see("A poem")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
        let record = try #require(rig.history.records.first)
        #expect(record.draft.prompt == "A poem")
        #expect(record.status == .succeeded)
        #expect(record.text == "Light falls on the water.")
        #expect(rig.backend.isClosed)
    }

    @Test func `a picture is made, saved and shown in cells`() async {
        let rig = StudioRig([Scene.fal.with { $0.image = ScriptedMediaService(submission: .completed(dawn)) }])
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("Dawn", "enter")
        await rig.see("saved  /home/ada/Easel")
        await rig.see("▀▀▀▀")
        #expect(rig.screen.contains("1024x768 PNG 3.1 MB"))
        rig.backend.press("tab", "y")
        await rig.see("Copied /home/ada")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
        #expect(rig.backend.clipboard?.hasPrefix("/home/ada/Easel/2026-11-24/") == true)
    }

    @Test func `a video job shows its queue and its end`() async {
        let log = [LogLine(timestamp: "1", message: "Step 3 of 9")]
        let states: [RemoteJobStatus] = [
            .queued(position: 2), .queued(position: 0), .running(progress: 0.3, log: log), .completed(waves),
        ]
        let rig = StudioRig([Scene.fal.with { $0.video = ScriptedMediaService(states) }])
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("alt-3", "Waves", "enter")
        await rig.see("saved  /home/ada/Easel")
        #expect(rig.screen.contains("video/mp4"))
        rig.backend.press("f5")
        await rig.see("Jobs")
        await rig.see("done")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a running job is cancelled at its provider`() async {
        let video = ScriptedMediaService<VideoRequest>([.queued(position: 5)])
        let rig = StudioRig([Scene.fal.with { $0.video = video }])
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("alt-3", "Waves", "enter")
        await rig.see("number 6 in the queue")
        rig.backend.press("ctrl-c")
        await rig.see("cancelled")
        #expect(video.cancels == 1)
        #expect(rig.history.records.map(\.status) == [.cancelled])
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test(arguments: [InputEvent.terminate(15), .hangup])
    func `an end from outside leaves remote jobs to the next start`(event: InputEvent) async {
        let video = ScriptedMediaService<VideoRequest>([.queued(position: 5)])
        let rig = StudioRig([Scene.fal.with { $0.video = video }])
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("alt-3", "Waves", "enter")
        await rig.see("number 6 in the queue")
        rig.backend.send(event)
        #expect(await rig.end() == (event == .hangup ? .hangup : .terminated(signal: 15)))
        #expect(video.cancels == 0)
        let left = rig.history.records.first
        #expect(left?.status == .accepted)
        #expect(left?.remoteJob?.id == "job-1")
    }

    @Test func `a job of an earlier start is picked up with exactly one submit`() async {
        var record = Scene.record(1, .video, status: .accepted)
        record.remoteJob = RemoteJob(provider: "fal", modality: .video, model: "fal-ai/kling", id: "job-1")
        let video = ScriptedMediaService<VideoRequest>([.queued(position: 1), .completed(waves)])
        let rig = StudioRig([Scene.fal.with { $0.video = video }], history: [record])
        rig.start()
        await rig.see("1 job of an earlier start goes on")
        rig.backend.press("f5")
        await rig.see("done")
        rig.backend.press("enter")
        await rig.see("saved  /home/ada/Easel")
        #expect(video.submits == 0)
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a failure shows the provider's words and the remedy`() async {
        let error = EaselError(
            .quota, "Insufficient credits.", remedy: "Add credit at openrouter.ai/credits.", provider: "openrouter")
        let rig = StudioRig([
            Scene.openRouter.with { $0.text = ScriptedTextService(events: [.delta("Half a ")], failure: error) }
        ])
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("A poem", "enter")
        await rig.see("Insufficient credits.")
        #expect(rig.screen.contains("Add credit at openrouter.ai/credits."))
        #expect(rig.screen.contains("Half a"))
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `the window may shrink to nothing and grow again`() async {
        let rig = StudioRig([Scene.openRouter])
        rig.start()
        await rig.see("What shall it be")
        rig.backend.type("kept words")
        await rig.see("kept words")
        rig.backend.resize(to: Size(width: 10, height: 3))
        await rig.see("too small")
        rig.backend.resize(to: Size(width: 120, height: 40))
        await rig.see("kept words")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a local server is asked for its models at the start`() async {
        let rig = StudioRig([Scene.local])
        rig.start()
        await rig.see("qwen3:0.6b")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `earlier prompts come back with Up, and the editor takes the prompt`() async {
        let rig = StudioRig([Scene.openRouter], history: [Scene.record(1, .text, prompt: "An old prompt")]) {
            $0.editText = { $0 + " from the editor" }
        }
        rig.start()
        await rig.see("$0.00 today")
        rig.backend.press("f4")
        await rig.see("An old prompt")
        rig.backend.press("f2", "up")
        await rig.see("│ An old prompt")
        rig.backend.press("ctrl-e")
        await rig.see("An old prompt from the editor")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `an editor that fails is told, and the prompt stays`() async {
        let rig = StudioRig([Scene.openRouter]) {
            $0.editText = { _ in throw EaselError(.unsupported, "The editor ended with code 3.", remedy: "As it was.") }
        }
        rig.start()
        await rig.see("$0.00 today")
        rig.backend.press("kept", "ctrl-e")
        await rig.see("The editor ended with code 3.")
        #expect(rig.screen.contains("│ kept"))
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a prompt is rewritten through the engine and kept in history`() async throws {
        let writer = ScriptedProvider("openrouter", "OpenRouter").with {
            $0.cards = [Scene.chat]
            $0.text = ScriptedTextService(events: [.delta("a short sea")])
        }
        let rig = StudioRig([writer])
        rig.start()
        await rig.see("$0.00 today")
        rig.backend.press("a very long sea", "alt-r")
        await rig.see("More vivid")
        rig.backend.press("shorter", "enter")
        await rig.see("Rewritten by")
        rig.backend.press("enter")
        await rig.see("{+short+}")
        rig.backend.press("enter")
        await rig.see("│ a short sea")
        let records = try await rig.history.page(HistoryQuery(limit: 10)).records
        #expect(records.map(\.status) == [.succeeded] && records[0].draft.prompt.contains("a very long sea"))
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a pasted path of a file that is there is offered as an attachment`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png")
        try Data([1]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let rig = StudioRig([Scene.fal], size: Size(width: 140, height: 40))
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.send(.paste("'\(file.path)'"))
        await rig.see("Attach the file?")
        rig.backend.press("enter")
        await rig.see("reference=\(file.lastPathComponent)")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `paths are completed from the disk`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data([1]).write(to: folder.appendingPathComponent("storm.png"))
        let rig = StudioRig([Scene.fal], size: Size(width: 140, height: 40))
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("ctrl-o")
        await rig.see("Attach a file")
        rig.backend.send(.paste(folder.path + "/st"))
        await rig.see("/storm.png")
        rig.backend.press("tab", "enter")
        await rig.see("reference=storm.png")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a file is opened by the desktop, and a failure to do so is told`() async {
        let rig = StudioRig([Scene.fal], history: [Scene.record(1)]) {
            $0.openFile = { file in throw EaselError(.storage, "No program for \(file.pathExtension).") }
        }
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("f4")
        await rig.see("A lighthouse")
        rig.backend.press("o")
        await rig.see("No program for png.")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `nothing is painted while nothing happens`() async throws {
        let rig = StudioRig([Scene.openRouter])
        rig.start()
        await rig.see("$0.00 today")
        let count = rig.backend.presentCount
        try await Task.sleep(for: .milliseconds(300))
        #expect(rig.backend.presentCount <= count + 1)
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }
}
