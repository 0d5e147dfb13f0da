import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Who can do what, how well it goes, and what is changed about it.
@Suite struct ProvidersScreenTests {
    private func watched(_ effects: [Effect]) -> [WatchEffect] {
        effects.compactMap { if case .watch(let effect) = $0 { effect } else { nil } }
    }

    @Test func `F6 and 6 open it and ask for what it shows`() {
        var state = Scene.state()
        let effects = state.press("f6")
        #expect(state.session.route == .providers)
        #expect(effects.contains(.loadSpend))
        #expect(
            watched(effects) == [
                .loadCatalog, .loadStatistics(isSandbox: false), .loadLatencies("openrouter", isSandbox: false),
                .loadLatencies("fal", isSandbox: false), .loadLatencies("local", isSandbox: false),
            ])
        state.press("f5", "6")
        #expect(state.session.route == .providers)
        #expect(watched(state.press("down")).isEmpty)
    }

    @Test func `the circuit is closed, open for so long, or half-open`() {
        var state = WatchScenes.providers()
        #expect(state.picture.contains("open 30 s"))
        #expect(state.picture.contains("half-open"))
        #expect(state.animationInterval == .seconds(1))
        _ = App.update(&state, .ticked(1, at: Scene.now.addingTimeInterval(12)))
        #expect(state.picture.contains("open 18 s"))
        _ = App.update(&state, .ticked(2, at: Scene.now.addingTimeInterval(60)))
        #expect(!state.picture.contains("open 18 s") && !state.picture.contains(" open "))
        #expect(state.animationInterval == nil)
    }

    @Test func `what the provider said of its limits is shown and can be forgotten`() {
        var state = WatchScenes.providers()
        #expect(state.picture.contains("3 of 20 requests left, anew in 42 s"))
        #expect(watched(state.press("f")) == [.forgetTraffic("openrouter")])
        state.press("down")
        #expect(state.picture.contains("asked for a pause, 8 s more"))
        #expect(state.picture.contains("2 waiting"))
    }

    @Test func `figures of the process stand beside those of the history`() {
        var state = WatchScenes.providers(Size(width: 120, height: 40))
        #expect(state.picture.contains("240 requests, 96 % of them well"))
        #expect(state.picture.contains("p50 1.0 s  p95 4.0 s  p99 4.0 s"))
        state.press("down")
        #expect(state.picture.contains("HTTP 429: 2"))
        #expect(state.picture.contains("replicate took over"))
    }

    @Test func `without figures of the process the sparkline is of the history`() {
        var state = WatchScenes.providers()
        _ = App.update(&state, .providers(.figuresReported([])))
        let health = ProviderHealth(state.providers.rows[0], state.providers, state.session)
        #expect(health.recent == [800, 900, 700, 1200, 2400, 600, 650])
        _ = App.update(&state, .providers(.statisticsLoaded(ProviderHistory())))
        #expect(ProviderHealth(state.providers.rows[0], state.providers, state.session).percentiles == nil)
    }

    @Test func `a missing key is told with its line, which can be copied; a present one with its place`() {
        var state = WatchScenes.providers()
        #expect(state.picture.contains("present: OPENROUTER_API_KEY in the environment"))
        #expect(state.press("y").contains { if case .copy = $0 { true } else { false } } == false)
        state.press("down", "down")
        #expect(state.picture.contains("export REPLICATE_API_TOKEN=…"))
        #expect(state.press("y").contains(.copy("export REPLICATE_KEY=…")))
    }

    @Test func `e switches a provider off: in the session, for the studio, and to stay`() {
        var state = WatchScenes.providers()
        state.press("down")
        #expect(watched(state.press("e")) == [.setEnabled("fal", false)])
        // The runner answers when it is done.
        let registry = ProviderRegistry(Scene.providers.map(\.entry))
        try? registry.setEnabled("fal", false)
        _ = App.update(&state, .providers(.switched("fal", false, registry.entries.map(ProviderRow.init))))
        #expect(state.picture.contains("off"))
        #expect(state.session.toasts.last?.text.contains("nothing new is sent") == true)
        #expect(watched(state.press("e")) == [.setEnabled("fal", true)])
        state.press("f2", "alt-2")
        #expect(state.studio.modality == .text)
        #expect(state.session.toasts.last?.text.contains("switched off") == true)
        try? registry.setEnabled("fal", true)
        _ = App.update(&state, .providers(.switched("fal", true, registry.entries.map(ProviderRow.init))))
        state.press("alt-2")
        #expect(state.studio.modality == .image)
        #expect(state.studio.card?.model == "fal-ai/flux/dev")
    }

    @Test func `an account is asked once, and its answer is shown`() {
        var state = WatchScenes.providers()
        // This build's providers tell nothing.
        #expect(watched(state.press("a")).isEmpty)
        state.providers.rows[0].tellsAccount = true
        #expect(watched(state.press("a")) == [.askAccount("openrouter")])
        #expect(watched(state.press("a")).isEmpty)
        _ = App.update(
            &state,
            .providers(.accountTold("openrouter", .failed(EaselError(.authentication, "The key is not known.")))))
        state.session.size = Size(width: 120, height: 40)
        #expect(state.picture.contains("The key is not known."))
    }

    @Test func `the order of providers is changed, in force at once, and kept`() {
        var state = WatchScenes.providers()
        state.press("tab")
        #expect(state.picture.contains("1 OpenRouter"))
        #expect(watched(state.press("J")) == [.keepPriority(.text, ["local", "openrouter"])])
        #expect(state.session.priorities[.text] == ["local", "openrouter"])
        #expect(state.studio.desks[.text]?.provider == "local")
        #expect(watched(state.press("alt-up")) == [.keepPriority(.text, ["openrouter", "local"])])
        #expect(state.studio.desks[.text]?.provider == "openrouter")
        // At the end nothing moves.
        #expect(watched(state.press("K")).isEmpty)
        #expect(watched(state.press("d")) == [.keepPriority(.text, [])])
        #expect(state.session.priorities[.text] == nil)
    }

    @Test func `who takes over is added from all models, moved, taken out, and used by the next send`() throws {
        var state = WatchScenes.providers()
        state.press("tab", "right", "a")
        #expect(state.providers.page == .models)
        #expect(state.picture.contains("Enter: takes over for image"))
        state.press("/", "schnell")
        state.session.fallbacks[.image] = FallbackPlan(targets: [], kinds: [.quota])
        let added = ModelReference(provider: "fal", model: "fal-ai/flux/schnell")
        #expect(watched(state.press("enter")) == [.keepFallback(.image, [added])])
        #expect(state.providers.page == .workflows)
        #expect(state.session.fallbacks[.image] == FallbackPlan(targets: [added], kinds: [.quota]))
        _ = App.update(
            &state, .providers(.workflow(.added(ModelReference(provider: "replicate"), .image))))
        state.press("end")
        #expect(
            watched(state.press("K")) == [.keepFallback(.image, [ModelReference(provider: "replicate"), added])])
        #expect(watched(state.press("backspace")) == [.keepFallback(.image, [added])])
        state.press("f2", "alt-2", "Dawn")
        let order = try #require(state.press("enter").orders.first)
        #expect(order.fallback.targets == [added] && order.fallback.kinds == [.quota])
    }

    @Test func `a change that cannot be kept is told, and stays in force`() {
        var state = WatchScenes.providers()
        state.press("tab", "J")
        _ = App.update(
            &state, .providers(.notKept(EaselError(.configuration, "The disk is full.", remedy: "Make room."))))
        #expect(state.session.toasts.last?.text.contains("in force until you leave") == true)
        #expect(state.session.priorities[.text] == ["local", "openrouter"])
    }

    @Test func `a model is found by a few letters, whoever has it, and used in the studio`() {
        var state = WatchScenes.providers()
        state.press("shift-tab", "/", "flux rep")
        #expect(state.providers.browser.selected?.provider == "replicate")
        state.press("enter")
        // It has no key: that is said, and nothing is changed.
        #expect(state.session.route == .providers)
        #expect(state.session.toasts.last?.text.contains("No key for Replicate") == true)
        state.press("escape", "/", "labmo7")
        #expect(state.providers.browser.selected?.name == "Lab Model 7")
        state.press("enter")
        #expect(state.session.route == .studio)
        #expect(state.studio.card?.model == "lab/model-7")
        #expect(state.studio.desk.provider == "openrouter")
    }

    @Test func `models are narrowed by provider and kind, and ordered`() {
        var state = WatchScenes.providers()
        state.press("shift-tab")
        let all = state.providers.browser.count
        state.press("p", "p")
        #expect(Set((0..<state.providers.browser.count).map { state.providers.browser[$0].provider }) == ["fal"])
        state.press("t", "t")
        #expect((0..<state.providers.browser.count).allSatisfy { state.providers.browser[$0].modality == .image })
        state.press("escape")
        #expect(state.providers.browser.count == all)
        state.press("s")
        #expect(state.providers.browser[0].price != nil)
        state.press("s")
        #expect(state.providers.browser[0].limits.contextTokens == 128_000)
        state.press("s")
        #expect(state.providers.browser[0].retirement != nil)
        state.press("s")
        #expect(state.providers.browser.order == .known)
    }

    @Test func `u asks those in sight, shows how far it is, and survives one that fails`() throws {
        var state = WatchScenes.providers()
        state.press("shift-tab", "p")
        let text = CardQuery(provider: "openrouter", modality: .text)
        #expect(watched(state.press("u")) == [.refreshCatalog([text])])
        #expect(state.picture.contains("asking, 1 to go"))
        #expect(state.animationInterval == Spinner.interval)
        #expect(watched(state.press("u")).isEmpty)
        _ = App.update(&state, .providers(.notListed(text, EaselError(.unavailable, "No answer."))))
        #expect(state.picture.contains("1 could not be asked"))
        #expect(state.animationInterval == nil)
        state.press("u")
        let fresh = ModelCard(provider: "openrouter", model: "new/one", modality: .text, name: "New One")
        _ = App.update(&state, .providers(.listed(text, [fresh])))
        #expect(state.providers.browser.count == 1)
        #expect(state.studio.cards[text]?.cards == [fresh])
    }

    @Test func `a retired model names its successor wherever it is`() {
        var state = WatchScenes.providers(Size(width: 120, height: 40))
        state.press("shift-tab", "/", "turbo")
        #expect(state.picture.contains("retires on 2026-12-01: choose openai/gpt-4o-mini"))
        state.press("enter")
        #expect(state.picture.contains("GPT-3.5 Turbo retires on 2026-12-01: choose openai/gpt-4o-mini."))
        state.press("tab", "tab", "tab", "?")
        #expect(state.picture.contains("choose openai/gpt-4o-mini"))
    }

    @Test func `twenty thousand models are searched, and the last of them is drawn`() {
        var browser = ModelBrowser()
        browser.load(
            (0..<20_000).map {
                ModelCard(
                    provider: "huggingface", model: ModelID(rawValue: "org/model-\($0)"), modality: .text,
                    name: "org/model-\($0)", origin: .listed)
            })
        #expect(browser.count == 20_000)
        browser.paste("model19999")
        #expect(browser.count == 1 && browser.selected?.model == "org/model-19999")
        browser.search = TextBuffer(isMultiline: false)
        browser.find()
        var state = WatchScenes.providers()
        state.press("shift-tab")
        state.providers.browser = browser
        state.press("end")
        #expect(state.picture.contains("org/model-19999"))
    }

    @Test func `the mouse opens pages, kinds and rows`() {
        var state = WatchScenes.providers()
        func click(_ x: Int, _ y: Int) {
            _ = App.update(&state, .input(.mouse(MouseEvent(.press(.left), at: Point(x: x, y: y))), at: Scene.now))
        }
        click(14, 1)
        #expect(state.providers.page == .workflows)
        click(9, 3)
        #expect(state.providers.workflows.modality == .image)
        click(5, 7)
        #expect(state.providers.workflows.list.selected == 2)
        click(26, 1)
        #expect(state.providers.page == .models)
        click(5, 3)
        #expect(state.providers.browser.isSearching)
        click(3, 1)
        #expect(state.providers.page == .health)
        click(5, 5)
        #expect(state.providers.selected?.id == "fal")
        click(5, 5)
        #expect(state.providers.page == .models && state.providers.browser.provider == "fal")
    }
}

/// A send that would wait or fail offers somebody who takes it at once.
@Suite struct SendElsewhereTests {
    private func limited(_ provider: ProviderID) -> App.Message {
        var meter = MeterReport(TrafficKey(provider: provider, account: "", name: ""))
        meter.pausedUntil = Scene.now.addingTimeInterval(8)
        return .trafficReported(TrafficReport(meters: [meter]))
    }

    @Test func `the offer names who takes over, and the key sends there once`() throws {
        var state = Scene.state(Size(width: 120, height: 40))
        _ = App.update(&state, limited("openrouter"))
        #expect(state.picture.contains("sent in 8 s; Alt-O sends to Local instead."))
        state.press("A poem")
        let order = try #require(state.press("alt-o").orders.first)
        #expect(order.target.provider == "local" && order.draft.prompt == "A poem")
        #expect(state.studio.desk.provider == "openrouter")
    }

    @Test func `who is configured to take over comes first, one that waits too is passed over`() {
        var state = Scene.state()
        state.session.fallbacks[.text] = FallbackPlan(targets: [
            ModelReference(provider: "replicate"), ModelReference(provider: "local", model: "qwen3:0.6b"),
        ])
        #expect(state.studio.alternative(state.session) == ModelReference(provider: "local", model: "qwen3:0.6b"))
        _ = App.update(&state, limited("local"))
        #expect(state.studio.alternative(state.session) == nil)
        #expect(state.press("x", "alt-o").orders.isEmpty)
        #expect(state.session.toasts.last?.text == "No other provider can make text at once.")
    }

    @Test func `an empty prompt is not sent there either`() {
        var state = Scene.state()
        #expect(state.press("alt-o").orders.isEmpty)
    }

    @Test func `without a limit nothing is offered`() {
        let state = Scene.state(Size(width: 120, height: 40))
        #expect(!state.picture.contains("Alt-O"))
    }
}
