import EaselCore
import EaselEngine
import Foundation
import Synchronization
import TerminalUI
import Testing

@testable import EaselTUI

/// Jobs and providers from key to engine and back, on a terminal in memory.
@MainActor
@Suite(.timeLimit(.minutes(5)))
struct WatchLoopTests {
    /// What was asked of the outside, in order.
    private final class Ledger: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func note(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private let waves = MediaBatch(items: [MediaReference(.bytes(Data([0])), declaredType: .mp4)])

    @Test func `a provider is switched off and on again, and a send in between is refused`() async {
        let ledger = Ledger()
        let rig = StudioRig([Scene.openRouter, Scene.fal]) {
            $0.controls.keepEnabled = { (id, isOn) throws(EaselError) in ledger.note("\(id) \(isOn)") }
        }
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f6")
        await rig.see("OpenRouter")
        rig.backend.press("e")
        await rig.see("OpenRouter is off")
        let refused = await #expect(throws: EaselError.self) {
            try await rig.runner.start(
                GenerationOrder(
                    draft: GenerationDraft(modality: .text, prompt: "x"), target: ModelReference(provider: "openrouter")
                ))
        }
        #expect(refused?.kind == .configuration)
        rig.backend.press("e")
        await rig.see("OpenRouter is on")
        #expect(ledger.all == ["openrouter false", "openrouter true"])
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `where the environment decides, nothing is switched, and it is said`() async {
        let rig = StudioRig([Scene.openRouter, Scene.fal]) {
            $0.controls.keepEnabled = { (_, _) throws(EaselError) in
                throw EaselError(.configuration, "EASEL_OPENROUTER_ENABLED decides.", remedy: "Unset it.")
            }
        }
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f6", "e")
        await rig.see("EASEL_OPENROUTER_ENABLED decides.")
        #expect(!rig.screen.contains("is off"))
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `figures, models and the account come from outside as they change`() async {
        let (figures, feed) = AsyncStream.makeStream(of: [LaneFigures].self)
        let rig = StudioRig([Scene.openRouter.with { $0.account = AccountStatus(label: "studio key") }, Scene.local]) {
            $0.controls.figureChanges = { figures }
        }
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f6")
        var lane = LaneFigures(provider: "openrouter", modality: .text, isSandbox: false)
        lane.recent = [1000, 2000]
        lane.succeeded = 2
        feed.yield([lane])
        await rig.see("2 done")
        await rig.see("▅█")
        rig.backend.press("a")
        await rig.see("studio key")
        rig.backend.press("tab", "tab", "u")
        await rig.see("qwen3:0.6b")
        rig.backend.press("/", "qwen", "enter")
        await rig.see("qwen3:0.6b at Local makes text now.")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `orders are kept outside as they are changed`() async {
        let ledger = Ledger()
        let rig = StudioRig([Scene.openRouter, Scene.local]) {
            $0.controls.keepPriority = { (modality, order) throws(EaselError) in
                ledger.note("\(modality) \(order.map(\.rawValue))")
            }
            $0.controls.keepFallback = { (_, targets) throws(EaselError) in
                throw EaselError(.configuration, "The disk is full, \(targets.count).")
            }
        }
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f6", "tab")
        await rig.see("1 OpenRouter")
        rig.backend.press("J")
        await rig.see("1 Local")
        rig.backend.press("a")
        await rig.see("takes over for text")
        rig.backend.press("enter")
        await rig.see("It is in force until you leave")
        #expect(ledger.all == [#"text ["local", "openrouter"]"#])
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a job of an earlier start that nobody can follow here is listed, and one of unknown fate is not found`()
        async
    {
        var lost = WatchScenes.unknown(1)
        lost.provider = "fal"
        let video = ScriptedMediaService<VideoRequest>([.completed(waves)])
        let rig = StudioRig([Scene.fal.with { $0.video = video }], history: [lost])
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("f5")
        await rig.see("unknown")
        rig.backend.press("r")
        await rig.see("Send it again?")
        #expect(rig.screen.contains("keeps no list of"))
        #expect(video.submits == 0)
        rig.backend.press("left", "enter")
        await rig.see("saved /home/ada")
        #expect(video.submits == 1)
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test(arguments: NoticePolicy.Way.allCases) func `the end of a long one rings, and tells the desktop where wanted`(
        way: NoticePolicy.Way
    ) async {
        let rig = StudioRig([
            Scene.fal.with { $0.video = ScriptedMediaService([.queued(position: 1), .completed(waves)]) }
        ]) {
            $0.controls.notice = NoticePolicy(way, after: 0)
        }
        rig.start()
        await rig.see("FLUX.1 dev")
        rig.backend.press("alt-3", "Waves", "enter")
        await rig.see("saved  /home/ada/Easel")
        rig.backend.press("f5")
        await rig.see("What happened")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
        #expect(rig.backend.bellCount == (way == .off ? 0 : 1))
        #expect(rig.backend.notices.map(\.body) == (way == .desktop ? ["Video succeeded: Waves"] : []))
    }
}
