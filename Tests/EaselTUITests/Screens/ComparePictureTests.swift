import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What comparisons look like, in the sizes that matter.
@Suite struct ComparePictureTests {
    static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
        Size(width: 60, height: 16),
    ]

    private func name(_ what: String, _ size: Size) -> String { "compare.\(what).\(size.width)x\(size.height)" }

    @Test(arguments: sizes) func `two targets before sending, and what is not fair about it`(size: Size) throws {
        var state = CompareScenes.setUp(2, size: size)
        let order = try #require(state.compare.forecast.order)
        _ = App.update(
            &state, .compare(.foretold(CompareScreenTests.outlook(order), nil, serial: state.compare.forecast.serial)))
        expectSnapshot(state.picture, name("set-up", size))
    }

    @Test(arguments: sizes) func `answers come in, one after the other`(size: Size) {
        var state = CompareScenes.sent(3, size: size)
        let record = CompareScenes.record(state, slot: 0)
        CompareScenes.take(.opened(record), slot: 0, &state)
        CompareScenes.take(.text("Blue light is **scattered**"), slot: 0, &state)
        CompareScenes.take(.opened(CompareScenes.record(state, slot: 1)), slot: 1, &state)
        CompareScenes.take(.waiting(until: nil), slot: 1, &state)
        expectSnapshot(state.picture, name("running", size))
    }

    @Test(arguments: sizes) func `two answers and their measures`(size: Size) {
        var state = CompareScenes.answered(2, size: size)
        expectSnapshot(state.picture, name("answers", size))
        state.press("tab")
        expectSnapshot(state.picture, name("table", size))
    }

    @Test(arguments: sizes) func `six answers, one of them a failure`(size: Size) {
        expectSnapshot(CompareScenes.answered(6, size: size).picture, name("six", size))
    }

    @Test(arguments: sizes) func `a difference of words`(size: Size) {
        var state = CompareScenes.answered(2, size: size)
        state.press("right", "d")
        expectSnapshot(state.picture, name("difference", size))
    }

    @Test(arguments: sizes) func `a blind comparison before and after the vote`(size: Size) {
        var state = CompareScenes.answered(3, size: size, blind: true)
        expectSnapshot(state.picture, name("blind", size))
        CompareScenes.vote(state.press("b"), &state)
        expectSnapshot(state.picture, name("voted", size))
    }

    @Test(arguments: sizes) func `two pictures side by side, with a divider, and their map`(size: Size) throws {
        var state = try CompareScenes.pictures(size: size)
        expectSnapshot(state.picture, name("pictures", size))
        state.press("w", "left", "left")
        state = try CompareScenes.decoded(state)
        expectSnapshot(state.picture, name("wipe", size))
        state.press("d")
        expectSnapshot(state.picture, name("map", size))
    }

    @Test func `the colours of a difference, and signs without colours`() {
        var state = CompareScenes.answered(2, size: Size(width: 80, height: 24))
        state.press("d")
        expectSnapshot(SurfacePicture.withStyles(state.drawn().surface), "compare.colours.80x24")
        var plain = CompareScenes.answered(3, size: Size(width: 80, height: 24), unicode: false, depth: .none)
        expectSnapshot(plain.picture, "compare.ascii.80x24")
        plain.press("d")
        expectSnapshot(plain.picture, "compare.ascii-difference.80x24")
    }
}
