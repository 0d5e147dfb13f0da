import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// The history from key to store and back, on a terminal in memory.
@MainActor @Suite(.timeLimit(.minutes(5))) struct HistoryLoopTests {
    private let records = [
        Scene.record(901, prompt: "A red boat"), Scene.record(902, .text, prompt: "A blue whale"),
        Scene.record(903, .text, prompt: "A green hill"),
    ]

    private func rig(_ adjust: (inout StudioDependencies) -> Void = { _ in }) -> StudioRig {
        StudioRig([Scene.openRouter, Scene.fal], history: records, size: Size(width: 120, height: 30), adjust)
    }

    private func leave(_ rig: StudioRig) async {
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `what is judged is kept and shown, and taken back`() async throws {
        let rig = rig()
        let curation = try #require(rig.outside.desk?.curation)
        rig.start()
        rig.backend.press("f4")
        await rig.see("History 3")
        rig.backend.press("s", "alt-5", "#", "sea", "enter")
        await rig.see("5/5 #sea")
        let kept = try await curation.entry(records[2].id)?.curation
        #expect(kept == Curation(tags: ["sea"], isStarred: true, rating: 5))
        rig.backend.press("d")
        await rig.see("History 2")
        #expect(try await curation.facets().trashed == 1)
        rig.backend.press("u")
        await rig.see("History 3")
        #expect(try await curation.entry(records[2].id)?.curation == kept)
        await leave(rig)
    }

    @Test func `words, filters and saved filters go to the store`() async throws {
        let rig = rig()
        let curation = try #require(rig.outside.desk?.curation)
        rig.start()
        rig.backend.press("f4")
        await rig.see("History 3")
        rig.backend.press("/", "whale", "enter")
        await rig.see("History 1")
        rig.backend.press("escape")
        await rig.see("History 3")
        rig.backend.press("f")
        await rig.see("kind image")
        rig.backend.press("kind image", "enter", "escape")
        await rig.see("only image")
        await rig.see("History 1")
        rig.backend.press("f")
        await rig.see("kind text")
        rig.backend.press("save this", "enter")
        await rig.see("Save the filter")
        rig.backend.press("Pictures", "enter")
        await rig.see("Saved as Pictures")
        #expect(try await curation.savedFilters().map(\.filter.modalities) == [[.image]])
        await leave(rig)
    }

    @Test func `the trash is emptied after a question, files too`() async throws {
        let rig = rig()
        let curation = try #require(rig.outside.desk?.curation)
        rig.start()
        rig.backend.press("f4")
        await rig.see("History 3")
        rig.backend.press("end")
        await rig.see("3 of 3")
        rig.backend.press("d")
        await rig.see("History 2")
        rig.backend.press("x")
        await rig.see("Trash 1")
        rig.backend.press("D")
        await rig.see("for good?")
        rig.backend.press("left", "left", "enter")
        await rig.see("1 file is deleted")
        await rig.see("The trash is empty.")
        #expect(try await curation.entry(records[0].id) == nil)
        await leave(rig)
    }

    @Test func `an export reports how many it wrote, and a failure is told`() async {
        let rig = rig {
            $0.exportHistory = { order throws(EaselError) in
                if order.form == .csv { throw EaselError(.storage, "The disk is full.") }
                return order.ids.count
            }
        }
        rig.start()
        rig.backend.press("f4")
        await rig.see("History 3")
        rig.backend.press("space", "space", "e", "JSON", "enter", "ctrl-u", "/tmp/out.jsonl", "enter")
        await rig.see("2 generations in /tmp/out.jsonl")
        rig.backend.press("e", "CSV", "enter", "enter")
        await rig.see("The disk is full.")
        await leave(rig)
    }

    @Test func `a history that cannot be read says so, and goes on when it can`() async throws {
        let rig = rig()
        let curation = try #require(rig.outside.desk?.curation as? InMemoryHistoryCuration)
        curation.fail(with: EaselError(.storage, "The history is locked."))
        rig.start()
        rig.backend.press("f4")
        await rig.see("The history is locked.")
        curation.fail(with: nil)
        rig.backend.press("f4")
        await rig.see("History 3")
        await leave(rig)
    }
}
