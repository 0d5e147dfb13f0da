import EaselCore
@testable import EaselTUI
import Foundation
import Testing
import TerminalUI

/// The studio from key to history, on a terminal in memory.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct WholeLoopTests {
    @Test func `a prompt is sent, its answer streams in, and history holds it`() async throws {
        let rig = StudioRig([
            Scene.openRouter.with { $0.text = FakeTextService(events: [.delta("Light falls "), .delta("on the water.")]) }
        ])
        rig.start()
        await rig.see("Enter sends")
        rig.backend.press("A poem", "enter")
        await rig.see("Light falls on the water.")
        await rig.see("9 in, 12 out tokens")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
        let record = try #require(await rig.history.rows.values.first)
        #expect(record.draft.prompt == "A poem")
        #expect(record.status == .succeeded)
        #expect(record.text == "Light falls on the water.")
        #expect(rig.backend.isClosed)
    }
}
