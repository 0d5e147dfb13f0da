import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Judging, putting away, filtering, following and exporting.
@Suite struct HistoryKeepingTests {
    private var entries: [HistoryEntry] { HistoryScenes.entries }

    private func change(_ effects: [Effect]) -> (ids: [JobID], change: CurationChange)? {
        for case .history(.change(let ids, let change)) in effects { return (ids, change) }
        return nil
    }

    /// Does a change as the store would, and tells the screen.
    private func keep(_ effects: [Effect], _ state: inout App.State) {
        for case .history(.change(let ids, let change)) in effects {
            let known = state.history.window.entries.filter { ids.contains($0.id) }
            let before = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0.curation) })
            _ = App.update(&state, .history(.changed(HistoryUndo(change: change, before: before))))
        }
    }

    @Test func `actions are about the row under the bar, or about all that is marked`() throws {
        var state = HistoryScenes.state()
        let one = try #require(change(state.press("s")))
        #expect(one.ids == [entries[0].id])
        #expect(one.change == .star(true))
        state.press("space", "down", "space")
        let both = try #require(change(state.press("alt-4")))
        #expect(both.ids == [entries[0].id, entries[2].id])
        #expect(both.change == .rate(4))
        #expect(state.picture.contains("2 marked"))
        state.press("escape")
        #expect(state.history.marked.isEmpty)
        state.press("*")
        let rows = state.history.layout(in: state.session).rows.height
        #expect(state.history.marked.count == rows)
        state.press("*")
        #expect(state.history.marked.isEmpty)
    }

    @Test func `tags are put on and taken away in one line`() {
        var state = HistoryScenes.state()
        let effects = state.press("#", "sea, -old , blue  hour", "enter")
        #expect(
            effects == [
                .history(.change([entries[0].id], .tag(["sea", "blue hour"]))),
                .history(.change([entries[0].id], .untag(["old"]))),
            ])
    }

    @Test func `a name stands in place of the prompt, a note in the details`() {
        var state = HistoryScenes.state()
        keep(state.press("n", "Dawn", "enter"), &state)
        #expect(state.history.selected?.draft.prompt == entries[0].record.draft.prompt)
        #expect(state.picture.contains("Dawn"))
        keep(state.press("N", "Look", "alt-enter", "again", "enter"), &state)
        #expect(state.history.chosen?.curation.note == "Look\nagain")
        state.press("enter")
        #expect(state.picture.contains("again"))
        state.press("n", "enter")
        #expect(state.session.overlays.isEmpty)
    }

    @Test func `what goes to the trash leaves the list, and u brings it back to its place`() throws {
        var state = HistoryScenes.state()
        state.press("down", "space", "space", "up", "up")
        keep(state.press("d"), &state)
        #expect(state.history.total == 38)
        #expect(state.history.marked.isEmpty)
        #expect(!state.picture.contains("Prompt number 989"))
        #expect(state.session.toasts.last?.text.contains("u brings them back") == true)
        let undo = try #require(state.history.undoable.last)
        #expect(state.press("u") == [.history(.undo(undo))])
        _ = App.update(&state, .history(.undoRefused(undo, EaselError(.storage, "Locked."))))
        #expect(state.press("u") == [.history(.undo(undo))])
        _ = App.update(&state, .history(.undone(undo)))
        #expect(state.history.window.entries.map(\.id) == entries.map(\.id))
        #expect(state.history.total == 40)
        #expect(state.press("u").count == 1)
        #expect(state.session.toasts.last?.text == "There is nothing to take back.")
    }

    @Test func `the trash is a list of its own, with a way out of it`() throws {
        var state = HistoryScenes.state()
        let asked = state.press("x")
        var wanted = HistoryRequest(limit: HistoryWindow.pageSize)
        wanted.filter.isTrashed = true
        #expect(asked == [.history(.list(wanted, serial: 2))])
        let trashed = HistoryScenes.entry(700) { $0.curation.trashedAt = Scene.now }
        _ = App.update(&state, .history(.listed(HistoryListing(entries: [trashed]), serial: 2)))
        #expect(state.picture.contains("Trash 1"))
        #expect(state.picture.contains("in the trash since"))
        keep(state.press("b"), &state)
        #expect(state.picture.contains("The trash is empty."))
    }

    @Test func `forgetting for good asks first, and says what it did`() throws {
        var state = HistoryScenes.state()
        state.press("down", "down")
        let entry = try #require(state.history.chosen)
        #expect(!entry.record.assets.isEmpty)
        #expect(state.press("D").isEmpty)
        #expect(state.picture.contains("Forget 1 generation for good?"))
        #expect(state.press("enter").isEmpty)
        state.press("D", "left", "left")
        #expect(state.press("enter") == [.history(.purge([entry.id], deletingFiles: true))])
        state.press("D", "left")
        #expect(state.press("enter") == [.history(.purge([entry.id], deletingFiles: false))])
        let purged = HistoryPurged(ids: [entry.id], unfinished: 0, deletedFiles: 1, keptFiles: 0, problem: nil)
        _ = App.update(&state, .history(.purged(purged)))
        #expect(state.history.total == 39)
        #expect(state.session.toasts.last?.text == "Forgotten: 1 generation. 1 file is deleted.")
    }

    @Test func `filters are chosen from one list, several of them, and saved under a name`() throws {
        var state = HistoryScenes.state()
        #expect(state.press("f") == [.history(.loadFilters)])
        let saved = SavedFilter(name: "Best", filter: HistoryFilter(search: "sea"), sort: .rating)
        _ = App.update(&state, .history(.filtersLoaded(HistoryScenes.facets, [saved])))
        state.press("kind image", "enter", "tag sea", "enter", "provider fal", "enter", "escape")
        #expect(state.history.filter.modalities == [.image])
        #expect(state.history.filter.tags == ["sea"])
        #expect(state.history.filter.providers == ["fal"])
        #expect(state.session.overlays.isEmpty)
        #expect(state.picture.contains("only image, fal, #sea"))
        _ = App.update(&state, .history(.filtersLoaded(HistoryScenes.facets, [saved])))
        let kept = state.press("save this", "enter", "Sea", "enter")
        #expect(
            kept == [.history(.saveFilter(SavedFilter(name: "Sea", filter: state.history.question, sort: .newest)))])
        _ = App.update(&state, .history(.filtersLoaded(HistoryScenes.facets, [saved])))
        state.press("saved: Best", "enter")
        #expect(state.history.search.text == "sea")
        #expect(state.history.sort == .rating)
        #expect(state.history.filter.isEmpty)
        _ = App.update(&state, .history(.filtersLoaded(HistoryScenes.facets, [saved])))
        #expect(state.press("forget: Best", "enter") == [.history(.forgetFilter("Best"))])
        state.press("escape", "escape")
        #expect(state.history.question.isEmpty)
        #expect(state.history.sort == .newest)
    }

    @Test func `the generations of one comparison are found from any of them`() {
        var state = HistoryScenes.state(
            Size(width: 120, height: 40), [HistoryScenes.entry(990) { $0.curation.comparison = "c-1" }])
        _ = App.update(&state, .history(.filtersLoaded(HistoryScenes.facets, [])))
        state.press("same comparison", "enter", "escape")
        #expect(state.history.filter.comparison == "c-1")
        #expect(state.picture.contains("only comparison c-1"))
    }

    @Test func `a row says the time of today, the day of this year, and the year of others`() {
        let days = [0.0, 40, 400]
        let entries = days.map { ago in
            HistoryScenes.entry(990) { entry in
                let date = Scene.now.addingTimeInterval(-ago * 86_400)
                entry.record.createdAt = date
                entry.record.id = .lowest(at: date)
            }
        }
        let narrow = HistoryScenes.state(Size(width: 80, height: 24), entries).picture
        for words in ["✗ 19:00 text", "✗ 10-15 text", "✗ 2025  text"] { #expect(narrow.contains(words), "\(words)") }
        let wide = HistoryScenes.state(Size(width: 200, height: 24), entries).picture
        for words in ["✗ 19:00      text", "✗ 2026-10-15 text", "✗ 2025-10-20 text"] {
            #expect(wide.contains(words), "\(words)")
        }
    }

    private static let periods: [(String, String?, String?)] = [
        ("2026-11-24", "2026-11-24", "2026-11-25"), ("2026-11", "2026-11-01", "2026-12-01"),
        ("2026", "2026-01-01", "2027-01-01"), ("2026-11-01..2026-11-03", "2026-11-01", "2026-11-04"),
        ("..2026-11", nil, "2026-12-01"), ("2026-11-02..", "2026-11-02", nil),
        ("yesterday", "2026-11-23", "2026-11-24"),
        ("today", "2026-11-24", nil), ("2d", "2026-11-22", nil),
    ]

    @Test(arguments: periods) func `time is read as people write it`(text: String, since: String?, until: String?)
        throws
    {
        let period = try #require(HistoryPeriod(text, now: Scene.now, in: .gmt))
        let day = { (date: Date) in Figures.day(date, in: .gmt) }
        #expect(period.since.map(day) == since)
        #expect(period.until.map(day) == until)
    }

    @Test(arguments: ["", "..", "2026-13", "2026-02-30", "soon", "2026-11-03..2026-11-01", "1..2..3", "-5d", "0d"])
    func `what is no time is refused`(text: String) {
        #expect(HistoryPeriod(text, now: Scene.now, in: .gmt) == nil)
    }

    @Test func `the chain is followed up and down, and Escape goes back the same way`() throws {
        var state = HistoryScenes.chained()
        let start = state.history.selected?.id
        state.press("[")
        #expect(state.history.selected?.id == HistoryScenes.entry(500).id)
        #expect(state.picture.contains("1 step on"))
        _ = App.update(&state, .history(.detailLoaded(HistoryDetail(HistoryScenes.entry(500)))))
        #expect(state.press("[").count == 1)
        #expect(state.session.toasts.last?.text == "It was made from nothing before it.")
        state.press("escape")
        #expect(state.history.selected?.id == start)
        #expect(state.history.isDetailed)
        var chained = HistoryScenes.chained()
        chained.press("]")
        guard case .picker(let picker) = chained.session.overlays.last else {
            Issue.record("There is nothing to choose from.")
            return
        }
        #expect(picker.items.count == 2)
        chained.press("down", "enter")
        #expect(chained.history.selected?.id == HistoryScenes.entry(992).id)
    }

    @Test func `several are opened, shown in their folders, copied and run again after a question`() throws {
        var state = HistoryScenes.state()
        let images = entries.filter { !$0.record.assets.isEmpty }.prefix(2)
        for entry in images { state.history.marked[entry.id] = entry }
        let paths = images.map { $0.record.assets[0].path }
        #expect(state.press("o") == paths.map { .openFile($0) })
        #expect(state.press("O") == [.openFile("/home/ada/Easel/2026-11-24")])
        #expect(state.press("y").first == .copy(paths.joined(separator: "\n")))
        #expect(state.press("r").isEmpty)
        #expect(state.picture.contains("Run 2 generations again?"))
        #expect(state.picture.contains("Last time it was $0.04."))
        let orders = state.press("left", "enter").orders
        #expect(orders.map(\.draft) == images.map(\.record.draft))
        #expect(state.history.marked.isEmpty)
    }

    @Test func `an export asks for form and path, about what is marked or all that is found`() throws {
        var state = HistoryScenes.state()
        state.press("space", "e")
        #expect(state.picture.contains("1 marked"))
        let effects = state.press("CSV", "enter", "enter")
        let order = HistoryExportOrder(
            form: .csv, ids: [entries[0].id], filter: HistoryFilter(), sort: .newest,
            path: "/home/ada/easel-history.csv")
        #expect(effects.first == .history(.export(order)))
        state.press("escape", "e")
        let all = state.press("contact", "enter", "ctrl-u", "/tmp/sheet.html", "enter")
        let sheet = HistoryExportOrder(
            form: .html, ids: [], filter: HistoryFilter(), sort: .newest, path: "/tmp/sheet.html")
        #expect(all.first == .history(.export(sheet)))
        _ = App.update(&state, .history(.exported(40, path: "/tmp/sheet.html")))
        #expect(state.session.toasts.last?.text == "40 generations in /tmp/sheet.html")
    }

    @Test func `comparing lays the draft out beside room for another target`() {
        var state = HistoryScenes.state()
        #expect(state.press("C").orders.isEmpty)
        #expect(state.session.route == .compare)
        #expect(state.compare.chosen.first?.reference == entries[0].record.rerunTarget)
        #expect(state.compare.prompt.buffer.text == entries[0].record.draft.prompt)
    }

    @Test func `files are told as they were found`() throws {
        for (found, words) in [(AssetState.changed, "CHANGED"), (.touched, "written to since"), (.missing, "MISSING")] {
            var state = HistoryScenes.state(Size(width: 120, height: 40))
            state.press("down", "down")
            let entry = try #require(state.history.chosen)
            _ = App.update(&state, .history(.detailLoaded(HistoryDetail(entry, found))))
            #expect(state.picture.contains(words))
            #expect(state.press("V").first == .history(.loadDetail(entry.id, verifying: true)))
            #expect(state.press("F").first == .history(.refetch([entry.id])))
            _ = App.update(&state, .history(.refetched(entry, files: 1)))
            #expect(state.session.toasts.last?.text == "Fetched again: 1 of \(entry.id.short).")
        }
    }

    @Test func `the mouse marks in the first column, opens on the second click, and reaches search and filters`() {
        var state = HistoryScenes.state()
        let rows = state.history.layout(in: state.session).rows
        func click(_ x: Int, _ y: Int) -> [Effect] {
            App.update(
                &state, .input(.mouse(MouseEvent(.press(.left), at: Point(x: x, y: y))), at: Scene.now))
        }
        _ = click(rows.x, rows.y + 2)
        #expect(state.history.marked.keys.contains(entries[2].id))
        _ = click(rows.x + 8, rows.y + 5)
        #expect(state.history.list.selected == 5)
        #expect(!state.history.isDetailed)
        _ = click(rows.x + 8, rows.y + 5)
        #expect(state.history.isDetailed)
        state.press("escape")
        _ = click(10, rows.y - 2)
        #expect(state.history.isSearching)
        #expect(click(78, rows.y - 2) == [.history(.loadFilters)])
    }
}
