import EaselCore
import EaselEngine
import Foundation
import TerminalUI

@testable import EaselTUI

/// States in which every key has something to do.
enum BusyScenes {
    /// One or more states for each place that has keys of its own.
    static var all: [App.State] { groups.flatMap(\.states) }

    /// The states by the place they show.
    static var groups: [(place: String, states: [App.State])] {
        [
            ("opening", [Scene.state()]), ("prompt", prompts), ("result", results), ("provider", [providers]),
            ("model", models), ("parameters", parameters), ("history", history), ("jobs", jobs), ("watch", watch),
            ("settings", settings), ("overlay", overlays), ("prompting", prompting), ("comparison", comparisons),
        ]
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
        var finding = base
        finding.press("sea, sea, sea", "home", "ctrl-f", "sea")
        return [state, sending, finding]
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
        var entries = (0..<40).map { index -> HistoryEntry in
            let prompt = (0..<40).map { "word \($0)" }.joined(separator: "\n")
            return HistoryEntry(record: Scene.record(900 - index, .image, prompt: prompt))
        }
        entries[30].record.draft.lineage = Lineage(.step, of: entries[35].id)
        var state = HistoryScenes.state(Size(width: 80, height: 24), entries)
        state.press("down", "down", "pagedown")
        var judged = state
        for entry in [state.history.chosen].compactMap(\.self) {
            _ = App.update(&judged, .history(.detailLoaded(HistoryDetail(entry, children: [entries[0]]))))
            let change = HistoryUndo(change: .star(true), before: [entry.id: Curation()])
            _ = App.update(&judged, .history(.changed(change)))
        }
        judged.press("space")
        var searching = state
        searching.press("/", "light")
        var found = searching
        found.press("enter")
        var detailed = state
        detailed.press("enter", "down", "pagedown")
        return [state, judged, searching, found, detailed]
    }

    static var jobs: [App.State] {
        var state = Scene.state(after: (1...20).map { Scene.record($0) })
        state.press("alt-3", "Waves", "enter", "f5")
        var inside = state
        inside.press("down", "down", "pagedown")
        return [state, inside]
    }

    /// Jobs and providers with much going on: each place that has keys of its own.
    static var watch: [App.State] {
        var jobs = WatchScenes.jobs()
        jobs.press("down", "down", "down")
        var left = WatchScenes.jobs()
        left.press("down")
        var detail = WatchScenes.jobs()
        detail.press("down", "down", "down", "down", "down", "down", "tab", "down", "down")
        var health = WatchScenes.providers()
        health.press("down", "down")
        var first = WatchScenes.providers(Size(width: 60, height: 16))
        first.press("pagedown")
        var workflows = WatchScenes.providers()
        workflows.press("tab", "right", "down", "down", "down")
        workflows.session.fallbacks[.image]?.targets.append(ModelReference(provider: "local"))
        var orders = WatchScenes.providers()
        orders.press("tab", "right", "down", "J")
        var models = WatchScenes.providers()
        models.press("tab", "tab", "down", "down", "pagedown")
        var searching = WatchScenes.providers()
        searching.press("tab", "tab", "/", "lab", "down", "pagedown", "down")
        return [jobs, left, detail, health, first, workflows, orders, models, searching]
    }

    /// Comparisons in which every key has something to do.
    static var comparisons: [App.State] {
        var prompt = CompareScenes.setUp(3)
        prompt.compare.prompt.load(["earlier"])
        prompt.press("one", "alt-enter", "two", "alt-enter", "three", "up")
        var ready = prompt
        ready.press("down", "down")
        var answers = CompareScenes.sent(3, size: Size(width: 80, height: 24), repeats: 3)
        let long = (0..<90).map { "Line \($0)" }.joined(separator: "\n\n")
        CompareScenes.finish(long, slot: 0, &answers)
        CompareScenes.finish(long, slot: 1, &answers)
        answers.press("down", "down", "pagedown")
        var reading = answers
        reading.press("escape")
        var table = CompareScenes.answered(3)
        table.press("tab", "down")
        var running = CompareScenes.sent(2)
        for slot in 0..<2 {
            CompareScenes.take(.opened(CompareScenes.record(running, slot: slot)), slot: slot, &running)
        }
        var pictures = CompareScenes.sent(2, .image, prompt: "A red kite")
        for slot in 0..<2 {
            CompareScenes.finish("", slot: slot, &pictures) { $0.assets = [Scene.asset("kite-\(slot)")] }
        }
        var attached = prompt
        attached.compare.attachments = [Attachment(file: URL(fileURLWithPath: "/home/ada/storm.png"))]
        var sweeping = SweepScenes.finished(size: Size(width: 80, height: 24), lines: 40)
        sweeping.press("down", "pagedown")
        return [
            prompt, ready, answers, reading, table, running, pictures, attached, SweepScenes.judged(),
            SweepScenes.running(), sweeping, SweepScenes.cutOff(),
        ]
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
        var judges = SweepScenes.judged()
        judges.press("R")
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
        var exchanges = HistoryScenes.exchanged(Size(width: 80, height: 12))
        exchanges.press("a", "right", "down", "down")
        return [help, card, choices, attach, quit, palette, entry, capture, checkup, command, judges, exchanges]
    }

    /// A template that is filled in, and a rewritten prompt.
    static var prompting: [App.State] {
        var filling = base
        let template = PromptTemplate(name: "T", category: "c", body: "{{a|x}} {{b}} {{c}}")
        _ = App.update(&filling, .studio(.prompt(.templateChosen(template))))
        filling.press("tab", "one", "alt-enter", "two", "alt-enter", "three", "up")
        var reviewing = base
        reviewing.press((0..<80).map { "word\($0)" }.joined(separator: " "), "alt-r", "enter", "enter")
        for case .review(let review) in reviewing.session.overlays {
            var record = Scene.record(1, .text, prompt: "rewrite")
            record.text = (0..<400).map { "other\($0)" }.joined(separator: " ")
            let finished = JobEvent(id: review.id, event: .finished(record))
            _ = App.update(&reviewing, .jobEvents([finished], at: Scene.now))
        }
        reviewing.press("pagedown", "down")
        return [filling, reviewing]
    }
}
