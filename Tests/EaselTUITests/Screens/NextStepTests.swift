import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// From one result to the next thing.
@Suite struct NextStepTests {
    /// A studio in which clips can be made from a first frame, and pictures are understood.
    private func state(after record: GenerationRecord, size: Size = Size(width: 80, height: 24)) -> App.State {
        var state = Scene.state(after: [record], size)
        let kling = CardQuery(provider: "fal", modality: .video)
        state.studio.cards[kling] = CardList([
            Scene.kling,
            ModelCard(
                provider: "fal", model: "fal-ai/kling/image-to-video", modality: .video, name: "Kling from a frame"
            )
            .with { $0.inputs = [InputSpec(.first, isRequired: true), InputSpec(.last)] },
        ])
        return state
    }

    private func picker(_ state: App.State) -> Picker? {
        if case .picker(let picker) = state.session.overlays.last { picker } else { nil }
    }

    @Test func `a picture can be changed, and become the first frame of a clip`() throws {
        let record = Scene.record(1)
        var state = state(after: record)
        state.press("alt-n")
        #expect(picker(state)?.items.map(\.title) == ["Change this image: edit it with words", "Image to video"])
        #expect(picker(state)?.items.last?.note == "fal.ai, Kling from a frame, as first frame")
        state.press("down", "enter")
        #expect(state.studio.modality == .video && state.studio.focus == .prompt)
        #expect(state.studio.card?.model == "fal-ai/kling/image-to-video")
        let order = try #require(state.press("waves", "enter").orders.first)
        #expect(order.draft.attachments.map(\.role) == [.first])
        #expect(order.draft.attachments.first?.file.path == record.assets[0].path)
        #expect(order.draft.lineage == Lineage(.step, of: record.id))
    }

    @Test func `a file that is taken off the desk takes the lineage along`() throws {
        var state = state(after: Scene.record(1))
        state.press("alt-n", "enter", "ctrl-x")
        #expect(try #require(state.press("anew", "enter").orders.first).draft.lineage == nil)
    }

    @Test func `a second picture takes the place of the first where a model takes one`() throws {
        var state = state(after: Scene.record(1))
        let other = Attachment(file: URL(fileURLWithPath: "/home/ada/other.png"))
        let mask = Attachment(role: .mask, file: URL(fileURLWithPath: "/home/ada/mask.png"))
        state.studio.desk.attachments = [other, mask]
        state.press("alt-n", "enter")
        #expect(state.studio.desk.attachments.map(\.role) == [.mask, .reference])
        #expect(!state.studio.desk.attachments.contains(other))
    }

    @Test func `the file that is looked at is the one that goes on`() throws {
        var record = Scene.record(1)
        record.assets = [Scene.asset("a"), Scene.asset("b")]
        var state = state(after: record)
        state.press("tab", "n", ">", "enter")
        #expect(state.studio.desk.attachments.first?.file.lastPathComponent == "b.png")
    }

    @Test func `a text becomes a prompt, and its lineage goes with the one send`() throws {
        let record = Scene.record(1, .text)
        var state = state(after: record)
        state.press("alt-n")
        #expect(
            picker(state)?.items.map(\.title) == [
                "Go on with this conversation", "Take the text as a prompt for an image",
                "Take the text as a prompt for a video",
            ])
        state.press("image", "enter")
        #expect(state.studio.modality == .image)
        #expect(state.studio.prompt.buffer.text == "Light falls on the water.")
        #expect(try #require(state.press("enter").orders.first).draft.lineage == Lineage(.step, of: record.id))
        #expect(try #require(state.press("more", "enter").orders.first).draft.lineage == nil)
    }

    @Test func `what nobody takes any further is told`() {
        var state = state(after: Scene.record(1, .video))
        state.press("alt-n")
        #expect(state.session.overlays.isEmpty)
        #expect(
            state.session.toasts.last?.text.contains("No provider that is ready takes a file of type video/mp4") == true
        )
    }

    @Test func `the last frame of a clip goes on, once it is a file`() throws {
        let record = Scene.record(1, .video)
        var state = state(after: record)
        state.session.canTakeFrames = true
        state.press("alt-n")
        #expect(
            picker(state)?.items.map(\.title) == ["Go on from the last frame of the clip", "Last frame to image"])
        let effects = state.press("enter")
        guard case .takeFrame(let step, let film)? = effects.first else {
            Issue.record("\(effects)")
            return
        }
        #expect(film == record.assets[0].path && state.studio.desk.attachments.isEmpty)
        _ = App.update(&state, .frameTaken(step, "/home/ada/last.png"))
        #expect(state.studio.modality == .video)
        let order = try #require(state.press("on", "enter").orders.first)
        #expect(order.draft.attachments == [Attachment(role: .first, file: URL(fileURLWithPath: "/home/ada/last.png"))])
        #expect(order.draft.lineage == Lineage(.step, of: record.id))
    }

    @Test func `what is still being made waits`() {
        var state = Scene.state()
        state.press("one", "enter", "alt-n")
        #expect(state.session.overlays.isEmpty)
        #expect(state.session.toasts.last?.text.contains("still being made") == true)
    }

    @Test func `the history offers the same, and goes to the studio`() {
        var state = state(after: Scene.record(1))
        state.press("f4")
        let record = Scene.record(7)
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [record], next: nil), serial: 1)))
        state.press(">", "enter")
        #expect(state.session.route == .studio && state.studio.modality == .image)
        #expect(state.studio.desk.source?.lineage.parent == record.id)
    }

    @Test func `the menu`() {
        var state = state(after: Scene.record(1))
        state.press("alt-n")
        expectSnapshot(state.picture, "overlay.steps.80x24")
    }
}
