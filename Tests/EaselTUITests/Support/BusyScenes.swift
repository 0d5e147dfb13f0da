import EaselCore
import Foundation
import TerminalUI

@testable import EaselTUI

/// States in which every key has something to do.
enum BusyScenes {
    /// One or more states for each place that has keys of its own.
    static var all: [App.State] {
        [Scene.state()] + prompts + results + [providers] + models + parameters + history + jobs + settings + overlays
    }

    static var base: App.State {
        let records = (1...3).map { number -> GenerationRecord in
            var record = Scene.record(number)
            record.assets = (0..<3).map { Scene.asset("\(number)-\($0)") }
            record.text = (0..<60).map { "Line \($0)" }.joined(separator: "\n")
            return record
        }
        var state = Scene.state(after: records)
        state.session.canEditText = true
        state.studio.desk.attachments = [Attachment(file: URL(fileURLWithPath: "/home/ada/storm.png"))]
        let fal = CardQuery(provider: "fal", modality: .image)
        let more = (0..<12).map {
            ModelCard(provider: "fal", model: ModelID(rawValue: "fal-ai/m\($0)"), modality: .image, name: "Model \($0)")
        }
        state.studio.cards[fal]?.cards += more
        return state
    }

    static var prompts: [App.State] {
        var state = base
        state.press(
            "one", "alt-enter", "two", "alt-enter", "three", "alt-enter", "four", "alt-enter", "five", "up", "up",
            "home")
        state.press("right", "pagedown")
        var sending = state
        sending.press("enter")
        return [state, sending]
    }

    static var results: [App.State] {
        var state = base
        state.press("tab", "[", "n")
        let id = state.studio.result.shown ?? JobID(rawValue: "")
        _ = App.update(&state, .jobEvents([JobEvent(id: id, event: .reasoning("I think."))], at: Scene.now))
        state.press("end", "up", "up")
        return [state]
    }

    static var providers: App.State {
        var state = base
        state.press("tab", "tab", "down")
        state.studio.providerList.selected = 1
        state.studio.desk.provider = "replicate"
        return state
    }

    static var models: [App.State] {
        var state = base
        state.press("tab", "tab", "tab", "down", "down", "down", "down")
        var searching = state
        searching.press("/", "model", "down", "down", "down")
        return [state, searching]
    }

    /// One state for each kind of row, and one in which a value is typed.
    static var parameters: [App.State] {
        Scene.flux.parameters.indices.map { row in
            var state = base
            state.studio.desk.values = [
                .count: 2, .aspectRatio: "1:1", .seed: 7, .guidanceScale: 5, "enable_safety_checker": false,
            ]
            state.press("tab", "tab", "tab", "tab")
            for _ in 0..<row { state.press("down") }
            return state
        } + [typing]
    }

    private static var typing: App.State {
        var state = base
        state.press("shift-tab", "down", "3")
        return state
    }

    static var history: [App.State] {
        var state = Scene.state()
        state.press("f4")
        let records = (0..<40).map { index in
            Scene.record(900 - index, .image, prompt: (0..<40).map { "word \($0)" }.joined(separator: "\n"))
        }
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: records, next: nil), serial: 1)))
        state.press("down", "down", "pagedown")
        var searching = state
        searching.press("/", "light")
        var found = searching
        found.press("enter")
        var detailed = state
        detailed.press("enter", "down", "pagedown")
        return [state, searching, found, detailed]
    }

    static var jobs: [App.State] {
        var state = Scene.state(after: (1...20).map { Scene.record($0) })
        state.press("alt-3", "Waves", "enter", "f5")
        var inside = state
        inside.press("down", "down", "pagedown")
        return [state, inside]
    }

    static var settings: [App.State] {
        var state = SettingsScenes.state(Size(width: 80, height: 12))
        state.press("down", "pagedown", "up", "home", "down")
        var searching = state
        searching.press("/", "m", "down", "pagedown")
        return [state, searching]
    }

    static var overlays: [App.State] {
        var help = base
        help.press("f1", "down", "down")
        var card = base
        card.session.size = Size(width: 60, height: 12)
        card.press("tab", "?", "down", "down")
        var choices = base
        choices.session.size = Size(width: 60, height: 9)
        choices.press("shift-tab", "enter", "down")
        var attach = base
        attach.press("ctrl-o", "/sto")
        _ = App.update(&attach, .pathsListed(prefix: "/sto", ["/storm.png", "/storms/"]))
        var quit = base
        quit.press("ctrl-c")
        var palette = base
        palette.session.size = Size(width: 60, height: 9)
        palette.press("ctrl-p", "down", "down", "pagedown")
        var entry = SettingsScenes.state()
        entry.press("/", "folder", "enter")
        var capture = SettingsScenes.state()
        capture.press("/", "make images", "enter")
        var checkup = base
        checkup.session.size = Size(width: 60, height: 9)
        _ = App.update(&checkup, .checkupLoaded(SettingsScenes.checkup, isFirst: true))
        checkup.press("down", "down")
        var command = base
        command.session.size = Size(width: 60, height: 9)
        command.studio.prompt.buffer.insert((0..<40).map { "line \($0)" }.joined(separator: "\n"))
        command.press("alt-$", "down")
        return [help, card, choices, attach, quit, palette, entry, capture, checkup, command]
    }
}
