import TerminalUI

extension ProvidersScreen {
    /// The maps that apply now, the nearest first.
    static func keyMaps(_ state: State) -> [KeyMap<Message>] {
        switch state.page {
        case .health: [healthKeys, pageKeys]
        case .workflows: [workflowKeys, pageKeys]
        case .models: state.browser.isSearching ? [searchKeys] : [modelKeys, pageKeys]
        }
    }

    static let allKeys = [healthKeys, workflowKeys, modelKeys, searchKeys, pageKeys]

    static let pageKeys = KeyMap<Message>(
        "provider-pages", title: "Pages",
        [
            KeyBinding(
                "next-page", KeyChord(.tab), help: "Next page: health, workflows, models", hint: "next page",
                action: .pageMoved(by: 1)),
            KeyBinding("previous-page", KeyChord(.backTab), help: "Previous page", action: .pageMoved(by: -1)),
        ])

    static let healthKeys = KeyMap<Message>(
        "providers", title: "Providers",
        [
            KeyBinding("use", KeyChord(.enter), help: "Show its models", hint: "models", action: .modelsOpened),
            KeyBinding(
                "toggle", .character("e"), help: "Switch it on or off; it stays so on the next start", hint: "on/off",
                action: .toggled),
            KeyBinding(
                "account", .character("a"), help: "Ask it how the account stands; that costs nothing", hint: "account",
                action: .accountAsked),
            KeyBinding(
                "copy-fix", .character("y"), help: "Copy the line that adds its key", hint: "copy line",
                action: .fixCopied),
            KeyBinding(
                "forget", .character("f"), help: "Forget what it said of its limits", action: .limitsForgotten),
            KeyBinding(
                "card", .character("?"), help: "Show everything about it", hint: "all about it", action: .cardOpened),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up in the detail", action: .paged(by: -1)),
            KeyBinding(
                "page-down", [KeyChord(.pageDown), .character(" ")], help: "One page down in the detail",
                action: .paged(by: 1)),
            KeyBinding(
                "first", [KeyChord(.home), .character("g")], help: "To the first", action: .jumped(toEnd: false)),
            KeyBinding("last", [KeyChord(.end), .character("G")], help: "To the last", action: .jumped(toEnd: true)),
        ])

    static let workflowKeys = KeyMap<Message>(
        "workflows", title: "Workflows",
        [
            KeyBinding(
                "later", [.alt(.down), .character("J")], help: "Move it one place later", hint: "later",
                action: .workflow(.shifted(by: 1))),
            KeyBinding(
                "earlier", [.alt(.up), .character("K")], help: "Move it one place earlier", hint: "earlier",
                action: .workflow(.shifted(by: -1))),
            KeyBinding(
                "add", .character("a"), help: "Add a target that takes over, from all models", hint: "add",
                action: .workflow(.addAsked)),
            KeyBinding(
                "remove", [.character("d"), KeyChord(.delete), KeyChord(.backspace)],
                help: "Take it out; of the providers, back to the usual order", hint: "remove",
                action: .workflow(.removed)),
            KeyBinding(
                "next-kind", [KeyChord(.right), .character("l")], help: "Next kind of result", hint: "kind",
                action: .workflow(.modalityMoved(by: 1))),
            KeyBinding(
                "previous-kind", [KeyChord(.left), .character("h")], help: "Previous kind of result",
                action: .workflow(.modalityMoved(by: -1))),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding(
                "first", [KeyChord(.home), .character("g")], help: "To the first", action: .jumped(toEnd: false)),
            KeyBinding("last", [KeyChord(.end), .character("G")], help: "To the last", action: .jumped(toEnd: true)),
        ])

    static let modelKeys = KeyMap<Message>(
        "catalog", title: "Models of all providers",
        [
            KeyBinding(
                "search", .character("/"), help: "Find a model by a few letters of it", hint: "search",
                action: .browser(.searchOpened)),
            KeyBinding(
                "use", KeyChord(.enter), help: "Use it in the studio, or take it as the one that takes over",
                hint: "use",
                action: .browser(.picked)),
            KeyBinding(
                "update", .character("u"), help: "Ask the providers in sight for their models", hint: "update",
                action: .browser(.refreshAsked)),
            KeyBinding(
                "provider", .character("p"), help: "Only one provider; then all again", hint: "provider",
                action: .browser(.providerCycled)),
            KeyBinding(
                "kind", .character("t"), help: "Only text, image, video and so on; then all again", hint: "kind",
                action: .browser(.modalityCycled)),
            KeyBinding(
                "order", .character("s"), help: "Order by price, context, retirement; then as known", hint: "order",
                action: .browser(.orderCycled)),
            KeyBinding(
                "card", .character("?"), help: "Show price, limits, inputs and every parameter", action: .cardOpened),
            KeyBinding(
                "all", KeyChord(.escape), help: "Show all models again",
                action: .browser(.searchClosed(keepingWords: false))
            ),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding(
                "first", [KeyChord(.home), .character("g")], help: "To the first", action: .jumped(toEnd: false)),
            KeyBinding("last", [KeyChord(.end), .character("G")], help: "To the last", action: .jumped(toEnd: true)),
        ])

    static let searchKeys = KeyMap<Message>(
        "catalog-search", title: "Finding a model",
        [
            KeyBinding(
                "use", KeyChord(.enter), help: "Use the model under the bar", hint: "use", action: .browser(.picked)),
            KeyBinding(
                "to-list", KeyChord(.tab), help: "To what was found", hint: "to the list",
                action: .browser(.searchClosed(keepingWords: true))),
            KeyBinding(
                "all", KeyChord(.escape), help: "Show all models again", hint: "all",
                action: .browser(.searchClosed(keepingWords: false))),
            KeyBinding("up", KeyChord(.up), help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", KeyChord(.down), help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
        ])
}
