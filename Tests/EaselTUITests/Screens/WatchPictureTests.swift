import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What the screens of jobs and providers look like: much going on and nothing, in the sizes that matter.
@Suite struct WatchPictureTests {
    static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
        Size(width: 60, height: 16),
    ]

    private func name(_ what: String, _ size: Size) -> String { "\(what).\(size.width)x\(size.height)" }

    @Test(arguments: sizes) func `jobs in every state`(size: Size) {
        var state = WatchScenes.jobs(size)
        expectSnapshot(state.picture, name("jobs.busy", size))
        state.press("space", "space", "x")
        expectSnapshot(state.picture, name("jobs.cancel-question", size))
    }

    @Test(arguments: sizes) func `a job of unknown fate`(size: Size) {
        var state = WatchScenes.jobs(size)
        state.press("f", "f")
        expectSnapshot(state.picture, name("jobs.unknown", size))
        _ = App.update(&state, .jobs(.notFound(WatchScenes.unknown(978), nil)))
        expectSnapshot(state.picture, name("jobs.resend-question", size))
    }

    @Test(arguments: sizes) func `providers in every state`(size: Size) {
        var state = WatchScenes.providers(size)
        expectSnapshot(state.picture, name("providers.health", size))
        state.press("down")
        expectSnapshot(state.picture, name("providers.limited", size))
        state.press("down")
        expectSnapshot(state.picture, name("providers.keyless", size))
    }

    @Test(arguments: sizes) func `the orders of a workflow`(size: Size) {
        var state = WatchScenes.providers(size)
        state.press("tab", "right")
        expectSnapshot(state.picture, name("providers.workflows", size))
    }

    @Test(arguments: sizes) func `the models of all providers, and a search`(size: Size) {
        var state = WatchScenes.providers(size)
        state.press("shift-tab")
        expectSnapshot(state.picture, name("providers.models", size))
        state.press("/", "gptturbo")
        expectSnapshot(state.picture, name("providers.search", size))
        state.press("tab", "?")
        expectSnapshot(state.picture, name("providers.model-card", size))
    }

    @Test(arguments: sizes) func `screens on which nothing happened yet`(size: Size) {
        var state = Scene.state(size)
        state.press("f6")
        expectSnapshot(state.picture, name("providers.empty", size))
        state.press("tab")
        expectSnapshot(state.picture, name("providers.workflows-empty", size))
        state.press("tab")
        expectSnapshot(state.picture, name("providers.models-empty", size))
        state.press("f5")
        expectSnapshot(state.picture, name("jobs.nothing", size))
    }

    @Test(arguments: sizes) func `plain ASCII without colours`(size: Size) {
        var jobs = WatchScenes.jobs(size, unicode: false, depth: .none)
        var health = WatchScenes.providers(size, unicode: false, depth: .none)
        for (picture, what) in [(jobs.picture, "jobs.ascii"), (health.picture, "providers.ascii")] {
            #expect(picture.unicodeScalars.allSatisfy { $0.isASCII })
            expectSnapshot(picture, name(what, size))
        }
        jobs.press("space", "?")
        health.press("tab", "tab", "/", "gpt")
        for state in [jobs, health] { #expect(state.picture.unicodeScalars.allSatisfy { $0.isASCII }) }
    }

    @Test func `colours of both screens`() {
        expectSnapshot(SurfacePicture.withStyles(WatchScenes.jobs().drawn().surface), "jobs.colours.80x24")
        expectSnapshot(SurfacePicture.withStyles(WatchScenes.providers().drawn().surface), "providers.colours.80x24")
    }
}
