import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What is around the prompt, in the sizes that matter and in ASCII.
@Suite struct PromptPictureTests {
    static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
        Size(width: 60, height: 16),
    ]

    private static let shelf = TemplateShelf(
        (0..<30).map { number in
            PromptTemplate(
                name: "Template \(number)", category: ["film", "photo", "words"][number % 3],
                modality: Modality.allCases[number % 5], summary: "What number \(number) is for.",
                body: "{{subject}} at {{time|first light}} in {{a rather long name of a place|Kiel}}: {{more}}")
        })

    private struct Scenery {
        var name: String
        var state: App.State
    }

    /// One state for each overlay and mode.
    private func scenes(_ start: App.State) -> [Scenery] {
        var scenes: [Scenery] = []
        func add(_ name: String, _ change: (inout App.State) -> Void) {
            var state = start
            state.press("A lighthouse at dawn, a lighthouse at noon")
            change(&state)
            scenes.append(Scenery(name: name, state: state))
        }
        add("selected") { $0.press("home", "ctrl-shift-right", "ctrl-shift-right") }
        add("finding") { $0.press("ctrl-f", "lighthouse") }
        add("recall") {
            _ = App.update(&$0, .studio(.promptsLoaded((0..<40).map { "Prompt \($0)\nwith a second line" })))
            $0.press("ctrl-r", "prompt 1")
        }
        add("templates") { _ = App.update(&$0, .studio(.prompt(.templatesLoaded(Self.shelf)))) }
        add("filling") {
            _ = App.update(&$0, .studio(.prompt(.templateChosen(Self.shelf.templates[0]))))
            $0.press("a harbour", "alt-enter", "with boats", "tab", "tab")
        }
        add("saving") { $0.press("alt-s", "My lighthouse") }
        add("instructing") { $0.press("alt-r", "own", "enter", "as a haiku") }
        add("rewriting") { review(&$0, "Now written") }
        add("reviewing") { review(&$0, "A lighthouse before dawn, the lamp still lit", ends: true) }
        add("failing") { review(&$0, nil, ends: true) }
        add("dropping") {
            $0.press("alt-2")
            _ = App.update(&$0, .studio(.prompt(.dropped(["/a/storm.png", "/a/mask.png"], text: "/a/storm.png"))))
        }
        add("files") {
            $0.press("alt-2")
            let assets = (0..<12).map { Scene.asset("picture-\($0)") }
            _ = App.update(&$0, .studio(.prompt(.filesLoaded(assets))))
        }
        return scenes
    }

    private func review(_ state: inout App.State, _ text: String?, ends: Bool = false) {
        state.press("alt-r", "enter", "enter")
        guard case .review(let review) = state.session.overlays.last else { return }
        if let text, !ends {
            _ = App.update(&state, .jobEvents([JobEvent(id: review.id, event: .text(text))], at: Scene.now))
        }
        guard ends else { return }
        var record = GenerationRecord(
            id: review.id, createdAt: Scene.now, draft: GenerationDraft(modality: .text, prompt: ""),
            provider: "openrouter", model: "m", isSandbox: false)
        record.status = text == nil ? .failed : .succeeded
        record.text = text
        if text == nil { record.error = EaselError(.unavailable, "The provider is down.", remedy: "Try later.") }
        _ = App.update(&state, .jobEvents([JobEvent(id: review.id, event: .finished(record))], at: Scene.now))
    }

    @Test(arguments: sizes) func `in all sizes`(size: Size) {
        for scene in scenes(Scene.state(size)) {
            expectSnapshot(scene.state.picture, "prompt.\(scene.name).\(size.width)x\(size.height)")
        }
    }

    @Test func `in ASCII and without colours`() {
        for scene in scenes(Scene.state(unicode: false, depth: .none)) {
            let picture = scene.state.picture
            #expect(picture.unicodeScalars.allSatisfy { $0.isASCII }, "\(scene.name)")
            if ["reviewing", "finding", "selected"].contains(scene.name) {
                expectSnapshot(SurfacePicture.withStyles(scene.state.drawn().surface), "prompt.\(scene.name).ascii")
            }
        }
    }
}
