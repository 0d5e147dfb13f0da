import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Watching jobs: filters, marks, cancels, jobs of others, those of unknown fate, ends that are told.
@Suite struct JobsWatchTests {
    private func cancels(_ effects: [Effect]) -> [JobID] {
        effects.compactMap { if case .cancel(let id) = $0 { id } else { nil } }
    }

    private func take(_ event: GenerationEvent, _ id: JobID, _ state: inout App.State) {
        _ = App.update(&state, .jobEvents([JobEvent(id: id, event: event)], at: state.session.now))
    }

    /// Puts the bar on the first row that answers.
    private func choose(_ state: inout App.State, _ isWanted: (JobRow) -> Bool) throws -> JobRow {
        let rows = state.jobs.rows(state.session)
        let found = rows.firstIndex(where: isWanted)
        let index = try #require(found)
        state.jobs.list.selected = index
        state.jobs.chosen = rows[index].id
        return rows[index]
    }

    @Test func `f shows what runs, what failed, and all again`() {
        var state = WatchScenes.jobs()
        let all = state.jobs.rows(state.session).count
        state.press("f")
        #expect(state.jobs.rows(state.session).allSatisfy { $0.isUnfinished })
        #expect(state.picture.contains("running only"))
        state.press("f")
        let failed = state.jobs.rows(state.session)
        #expect(failed.count == 3 && failed.allSatisfy { $0.isFailed || $0.isOfUnknownFate })
        state.press("f")
        #expect(state.jobs.rows(state.session).count == all)
    }

    @Test func `marked jobs are cancelled together, after a question`() throws {
        var state = WatchScenes.jobs()
        state.press("space", "space")
        let marked = state.jobs.marked
        #expect(marked.count == 2 && state.jobs.list.selected == 2)
        #expect(cancels(state.press("x")).isEmpty)
        #expect(state.picture.contains("Cancel 2 jobs?"))
        // The safe button comes first: Enter leaves them.
        #expect(cancels(state.press("enter")).isEmpty)
        #expect(state.jobs.marked == marked)
        #expect(Set(cancels(state.press("x", "left", "enter"))) == marked)
        #expect(state.jobs.marked.isEmpty)
        #expect(state.picture.contains("cancelling"))
    }

    @Test func `the bar stays on its job while the list changes under it`() throws {
        var state = WatchScenes.jobs()
        let row = try choose(&state) { $0.job.record.remoteJob?.id == "job-1" }
        let newest = Scene.record(999, .video, status: .submitted)
        take(.opened(newest), newest.id, &state)
        #expect(state.jobs.selected(state.session)?.id == row.id)
        #expect(cancels(state.press("x")) == [row.id])
        // It ends and falls behind those that run; the bar goes along, and nothing is cancelled in its place.
        var done = row.job.record
        done.status = .succeeded
        take(.finished(done), row.id, &state)
        #expect(state.jobs.selected(state.session)?.id == row.id)
        #expect(cancels(state.press("x")).isEmpty)
        state.press("home")
        #expect(state.jobs.selected(state.session)?.id == newest.id)
    }

    @Test func `a marks all that run, and takes the marks away`() {
        var state = WatchScenes.jobs()
        state.press("a")
        #expect(state.jobs.marked.count == 7)
        state.press("a")
        #expect(state.jobs.marked.isEmpty)
    }

    @Test func `a job that is over is neither marked nor cancelled`() throws {
        var state = WatchScenes.jobs()
        _ = try choose(&state) { $0.job.record.status == .cancelled }
        let effects = state.press("space", "x")
        #expect(cancels(effects).isEmpty && state.jobs.marked.isEmpty)
        #expect(state.session.toasts.last?.text.contains("over") == true)
    }

    @Test func `what the provider said to a cancel is told and kept in sight`() throws {
        var state = WatchScenes.jobs()
        let row = try choose(&state) { $0.job.record.remoteJob?.id == "job-1" }
        #expect(cancels(state.press("x")) == [row.id])
        var record = row.job.record
        record.status = .cancelled
        record.cancelReply = .unsupported
        take(.finished(record), row.id, &state)
        #expect(state.session.toasts.last?.text.contains("the provider cannot cancel") == true)
        _ = try choose(&state) { $0.id == row.id }
        state.session.toasts = []
        state.session.size = Size(width: 120, height: 40)
        #expect(state.picture.contains("the provider cannot cancel"))
    }

    @Test func `a job of another process is shown as it stands there, and can be cancelled`() throws {
        var state = WatchScenes.jobs()
        let row = try choose(&state) { $0.place == .elsewhere }
        #expect(row.job.progress == 0.6 && row.job.log.last?.message == "Frame 60 of 100")
        #expect(cancels(state.press("x")) == [row.id])
        #expect(state.picture.contains("cancelling"))
        _ = App.update(&state, .cancelFailed(row.id, EaselError(.unavailable, "No answer.")))
        #expect(!state.picture.contains("cancelling"))
    }

    @Test func `history is asked again while others' jobs are in sight, not more often than every two seconds`() {
        var state = WatchScenes.jobs()
        state.session.generations = Generations()
        #expect(state.animationInterval == .seconds(2))
        #expect(App.update(&state, .ticked(1, at: Scene.now.addingTimeInterval(1))).isEmpty)
        #expect(App.update(&state, .ticked(2, at: Scene.now.addingTimeInterval(2))) == [.loadUnfinished])
        #expect(App.update(&state, .ticked(3, at: Scene.now.addingTimeInterval(3))).isEmpty)
        _ = App.update(&state, .jobs(.unfinishedLoaded([])))
        #expect(state.animationInterval == .seconds(5))
        #expect(App.update(&state, .ticked(4, at: Scene.now.addingTimeInterval(6))).isEmpty)
        #expect(App.update(&state, .ticked(5, at: Scene.now.addingTimeInterval(7))) == [.loadUnfinished])
        state.press("f2")
        #expect(state.animationInterval == nil)
    }

    @Test func `u takes up a job that nobody follows, and only such a one`() throws {
        var state = WatchScenes.jobs()
        let left = try choose(&state) { $0.place == .nowhere && $0.isUnfinished }
        #expect(state.press("u") == [.watch(.takeUp(left.job.record))])
        _ = try choose(&state) { $0.place == .elsewhere }
        #expect(!state.press("u").contains { if case .watch = $0 { true } else { false } })
    }

    @Test func `one of unknown fate is looked for before anything is sent, and sent only when that is wanted`() throws {
        var state = WatchScenes.jobs()
        let row = try choose(&state) { $0.isOfUnknownFate }
        let effects = state.press("r")
        #expect(effects.contains(.watch(.findLost(row.job.record))) && effects.orders.isEmpty)
        _ = App.update(&state, .jobs(.notFound(row.job.record, nil)))
        #expect(state.picture.contains("may be billed twice"))
        // Enter alone does not send.
        #expect(state.press("enter").orders.isEmpty)
        _ = App.update(
            &state, .jobs(.notFound(row.job.record, EaselError(.unavailable, "The provider did not answer."))))
        #expect(state.picture.contains("The provider did not answer."))
        let order = try #require(state.press("left", "enter").orders.first)
        #expect(order.draft == row.job.record.draft && order.id != row.id)
        #expect(order.target == row.job.record.target)
    }

    @Test func `one that was found is followed, and nothing is sent`() throws {
        var state = WatchScenes.jobs()
        let row = try choose(&state) { $0.isOfUnknownFate }
        let effects = App.update(&state, .jobs(.takeUpEnded(row.id, isFollowed: true)))
        #expect(effects.contains(.loadUnfinished) && effects.orders.isEmpty)
        #expect(state.session.toasts.last?.text.contains("followed again") == true)
    }

    @Test func `c takes finished ones out of sight and leaves what runs and what is unknown`() {
        var state = WatchScenes.jobs()
        state.press("c")
        let rows = state.jobs.rows(state.session)
        #expect(rows.allSatisfy { $0.isUnfinished || $0.isOfUnknownFate })
        #expect(rows.contains { $0.isOfUnknownFate })
        state.press("c")
        #expect(state.session.toasts.last?.text == "No finished job is in sight.")
    }

    @Test func `the detail tells tries, who took over, and until when a result is kept`() throws {
        var state = WatchScenes.jobs(Size(width: 120, height: 40))
        _ = try choose(&state) { $0.job.record.provider == "replicate" }
        #expect(state.picture.contains("fal:fal-ai/kling failed (timeout): No answer in 30 s."))
        #expect(state.picture.contains("replicate:kling/v2 takes over"))
        _ = try choose(&state) { $0.job.record.remoteJob?.id == "job-1" }
        #expect(state.picture.contains("kept until"))
        #expect(state.picture.contains("28:20 more"))
        #expect(state.picture.contains("Step 30 of 75"))
        state.session.now = Scene.now.addingTimeInterval(1701)
        #expect(state.picture.contains("no longer promises the result"))
    }

    @Test func `Tab goes to the detail, which scrolls, and back`() throws {
        var state = WatchScenes.jobs()
        _ = try choose(&state) { $0.job.record.remoteJob?.id == "job-1" }
        let row = state.jobs.list.selected
        state.press("tab", "end")
        #expect(state.jobs.list.selected == row)
        #expect(state.picture.contains("Step 30 of 75"))
        state.press("home")
        #expect(state.picture.contains("target       fal:fal-ai/kling"))
        #expect(!state.picture.contains("Step 30 of 75"))
        state.press("tab", "up")
        #expect(state.jobs.list.selected == row - 1)
    }

    @Test func `a long one that ends rings, a short one or one that is seen does not`() throws {
        func effects(_ seconds: Int, _ change: (inout App.State) -> Void = { _ in }) throws -> [Effect] {
            var state = Scene.state()
            let order = try #require(state.press("alt-3", "Waves", "enter").orders.first)
            change(&state)
            var record = Scene.record(9, .video)
            record.id = order.id
            record.timing.totalMilliseconds = seconds * 1000
            return App.update(&state, .jobEvents([JobEvent(id: order.id, event: .finished(record))], at: Scene.now))
        }
        let bell = Effect.watch(
            .notify(title: "Easel", body: "Video succeeded: A lighthouse at dawn", onDesktop: false))
        let long = try effects(30)
        #expect(long.contains(bell))
        let short = try effects(19)
        #expect(!short.contains(bell))
        let seen = try effects(30) { _ = App.update(&$0, .input(.focusGained, at: Scene.now)) }
        #expect(!seen.contains(bell))
        let away = try effects(30) { _ = App.update(&$0, .input(.focusLost, at: Scene.now)) }
        #expect(away.contains(bell))
        let off = try effects(30) { $0.session.notice = NoticePolicy(.off) }
        #expect(!off.contains(bell))
        let desktop = try effects(3) { $0.session.notice = NoticePolicy(.desktop, after: 2) }
        #expect(
            desktop.contains(
                .watch(.notify(title: "Easel", body: "Video succeeded: A lighthouse at dawn", onDesktop: true))))
    }

    @Test func `the mouse chooses, marks by the sign, and scrolls what is under it`() throws {
        var state = WatchScenes.jobs()
        func mouse(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int) {
            _ = App.update(&state, .input(.mouse(MouseEvent(kind, at: Point(x: x, y: y))), at: Scene.now))
        }
        mouse(.press(.left), 10, 5)
        #expect(state.jobs.list.selected == 2)
        mouse(.press(.left), 1, 6)
        #expect(state.jobs.marked.count == 1)
        mouse(.wheelDown, 10, 5)
        #expect(state.jobs.list.selected > 4)
        let top = state.jobs.list.selected
        mouse(.wheelDown, 10, 18)
        #expect(state.jobs.list.selected == top)
        mouse(.press(.left), 10, 3)
        mouse(.press(.left), 10, 3)
        #expect(state.session.overlays.count == 1)
    }
}
