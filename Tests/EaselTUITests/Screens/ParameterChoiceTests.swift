import EaselCore
import EaselEngine
import TerminalUI
import Testing

@testable import EaselTUI

/// Presets, voices, long lists, and what a schema adds.
@Suite struct ParameterChoiceTests {
    private func imageState() -> App.State {
        var state = Scene.state()
        state.press("alt-2", "shift-tab")
        return state
    }

    private func picker(_ state: App.State) -> Picker? {
        if case .picker(let picker) = state.session.overlays.last { picker } else { nil }
    }

    @Test func `what is laid out is kept under a name`() {
        var state = imageState()
        state.studio.desk.values = [.aspectRatio: "1:1", .seed: 7, "of another model": true]
        state.press("s", "poster")
        let effects = state.press("enter")
        let preset = Preset(
            name: "poster", modality: .image, target: ModelReference(provider: "fal", model: "fal-ai/flux/dev"),
            values: [.aspectRatio: "1:1", .seed: "7"])
        #expect(effects.contains(.presets(.save(preset))))
        state.press("s")
        #expect(!state.press("enter").contains { if case .presets = $0 { true } else { false } })
    }

    @Test func `a preset brings model and values back, and says what is not taken`() {
        var state = imageState()
        #expect(state.press("p") == [.presets(.list(forgets: false))])
        let presets = [
            Preset(name: "film", modality: .video),
            Preset(
                name: "square", modality: .image, target: ModelReference(provider: "fal", model: "fal-ai/flux/schnell"),
                values: [.aspectRatio: "1:1", .guidanceScale: "5"]),
        ]
        _ = App.update(&state, .studio(.preset(.listed(presets, problems: [], forgets: false))))
        #expect(picker(state)?.items.map(\.title) == ["square"])
        state.press("enter")
        #expect(state.studio.card?.model == "fal-ai/flux/schnell")
        #expect(state.studio.desk.values == [.aspectRatio: "1:1"])
        #expect(state.session.toasts.last?.text.contains("guidanceScale") == true)
    }

    @Test func `a preset of a provider without a key says so and changes nothing`() {
        var state = imageState()
        let before = state.studio.desk
        let preset = Preset(name: "x", modality: .image, target: ModelReference(provider: "replicate"))
        _ = App.update(&state, .studio(.preset(.chosen(preset))))
        #expect(state.studio.desk == before)
        #expect(state.session.toasts.last?.text.contains("No key for Replicate") == true)
    }

    @Test func `a preset is forgotten from the same list`() {
        var state = imageState()
        #expect(state.press("f") == [.presets(.list(forgets: true))])
        let preset = Preset(name: "old", modality: .image)
        _ = App.update(&state, .studio(.preset(.listed([preset], problems: ["bad line"], forgets: true))))
        #expect(state.session.toasts.last?.text == "bad line")
        #expect(state.press("enter").contains(.presets(.delete(preset))))
    }

    @Test func `all parameters go back to their defaults together`() {
        var state = imageState()
        state.studio.desk.values = [.aspectRatio: "1:1", .seed: 7, "of another model": true]
        state.press("R")
        #expect(state.studio.desk.values == ["of another model": true])
    }

    @Test func `what another model would not take is said before it is chosen`() {
        var state = imageState()
        state.studio.desk.values = [.seed: 7]
        state.press("shift-tab", "down")
        #expect(state.studio.focus == .model)
        #expect(state.picture.contains("Does not take Seed."))
    }

    private func speaker(_ kind: ParameterKind) -> App.State {
        let card = ModelCard(provider: "fal", model: "fal-ai/talk", modality: .speech, name: "Talk").with {
            $0.parameters = [ParameterSpec(.voice, "Voice", kind: kind)]
        }
        let fal = ScriptedProvider("fal", "fal.ai").with {
            $0.cards = [card]
            $0.speech = ScriptedMediaService()
        }
        let session = Session(now: Scene.now, random: SplitMix64(seed: 1), theme: .standard)
        var state = App.State(session: session, providers: [fal.entry])
        state.press("alt-5", "shift-tab")
        return state
    }

    @Test func `voices are asked of the provider and found by language`() {
        var state = speaker(.choices("Ann", "Bo"))
        #expect(state.press("enter") == [.loadVoices("fal", "fal-ai/talk")])
        let voices = [
            Voice(id: "Ann", languages: ["en-US"], summary: "bright"),
            Voice(id: "Änne", languages: ["de-DE", "de-AT"]),
            Voice(id: "All"),
        ]
        _ = App.update(&state, .studio(.voicesLoaded(voices)))
        state.press("de-at")
        #expect(picker(state)?.chosen?.title == "Änne")
        state.press("enter")
        #expect(state.studio.desk.values[.voice] == "Änne")
    }

    @Test func `a model whose provider lists no voices offers those of its card, or takes a name`() {
        var state = speaker(.choices("Ann", "Bo"))
        _ = App.update(&state, .studio(.voicesLoaded([])))
        #expect(picker(state)?.items.count == 3)
        var typed = speaker(.text(maximumLength: nil))
        _ = App.update(&typed, .studio(.voicesLoaded([])))
        typed.press("Kore", "enter")
        #expect(typed.studio.desk.values[.voice] == "Kore")
    }

    @Test func `a model that nobody described is looked up once, and its schema fills the form`() {
        var state = Scene.state()
        state.press("alt-2", "shift-tab", "shift-tab", "/", "fal-ai/new-model")
        let asked = state.press("enter")
        let query = CardQuery(provider: "fal", modality: .image)
        #expect(asked.contains(.describe(query, "fal-ai/new-model")))
        #expect(!state.press("down", "up").contains(.describe(query, "fal-ai/new-model")))
        let card = ModelCard(
            provider: "fal", model: "fal-ai/new-model", modality: .image, name: "New", origin: .schema
        ).with {
            $0.parameters = [ParameterSpec("strength", "Strength", kind: .number(minimum: 0, maximum: 1, unit: nil))]
        }
        _ = App.update(&state, .studio(.cardDescribed(query, card)))
        #expect(state.picture.contains("Strength"))
    }

    @Test func `a long list is searched, a short one is gone through`() {
        let words = (0..<30).map { ParameterChoice(.string("style \($0)")) }
        let card = Scene.flux.with { $0.parameters = [ParameterSpec(.style, "Style", kind: .choice(words))] }
        var state = imageState()
        state.studio.cards[CardQuery(provider: "fal", modality: .image)] = CardList([card])
        state.press("enter", "style 27", "enter")
        #expect(state.studio.desk.values[.style] == "style 27")
    }
}
