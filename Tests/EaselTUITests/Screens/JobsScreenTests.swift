import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

@Suite struct JobsScreenTests {
    private func running() throws -> (App.State, JobID) {
        var state = Scene.state(after: [Scene.record(1)])
        let order = try #require(state.press("alt-3", "Waves", "enter").orders.first)
        let job = RemoteJob(provider: "fal", modality: .video, model: "fal-ai/kling", id: "1")
        _ = App.update(
            &state,
            .jobEvents(
                [JobEvent(id: order.id, event: .accepted(job)), JobEvent(id: order.id, event: .queued(position: 3))],
                at: Scene.now))
        state.press("f5")
        return (state, order.id)
    }

    @Test func `what runs stands first, with its place in the queue`() throws {
        let (state, id) = try running()
        #expect(state.jobs.rows(state.session).first?.id == id)
        #expect(state.picture.contains("number 4 in the queue"))
    }

    @Test func `x cancels the job under the bar`() throws {
        var (state, id) = try running()
        #expect(state.press("x") == [.cancel(id)])
        _ = App.update(&state, .cancelFailed(id, EaselError(.unavailable, "The provider did not answer.")))
        #expect(state.session.generations[id]?.isCancelling == false)
        #expect(state.press("down", "x").contains { if case .cancel = $0 { true } else { false } } == false)
    }

    @Test func `Enter shows the result in the studio`() throws {
        var (state, id) = try running()
        state.press("down", "enter")
        #expect(state.session.route == .studio)
        #expect(state.studio.modality == .image)
        #expect(state.studio.result.shown != id)
        #expect(state.picture.contains("saved"))
    }

    @Test func `resumed jobs appear with a notice`() {
        var state = Scene.state()
        var record = Scene.record(3, .video, status: .accepted)
        record.remoteJob = RemoteJob(provider: "fal", modality: .video, model: "fal-ai/kling", id: "1")
        _ = App.update(&state, .jobEvents([JobEvent(id: record.id, event: .opened(record))], at: Scene.now))
        _ = App.update(&state, .resumed([record.id]))
        #expect(state.session.toasts.last?.text == "1 job of an earlier start goes on: F5 shows it.")
        state.press("f5")
        #expect(state.picture.contains("waiting in the queue"))
    }

    @Test func `jobs that another process follows are listed`() {
        var state = Scene.state()
        #expect(state.press("f5") == [.loadUnfinished])
        _ = App.update(
            &state,
            .jobs(
                .unfinishedLoaded([UnfinishedJob(record: Scene.record(3, .video, status: .accepted), isFollowed: true)])
            ))
        #expect(state.picture.contains("fal:fal-ai/kling"))
        state.press("enter")
        #expect(state.picture.contains("accepted"))
    }

    @Test func `an end that nobody sees is told`() throws {
        var (state, id) = try running()
        var record = Scene.record(9, .video)
        record.id = id
        let finished = App.Message.jobEvents([JobEvent(id: id, event: .finished(record))], at: Scene.now)
        _ = App.update(&state, finished)
        #expect(state.session.toasts.last?.text == "Video \(id.short) is done.")
        let count = state.session.toasts.count
        _ = App.update(&state, finished)
        #expect(state.session.toasts.count == count)
    }

    @Test(arguments: [Double.nan, .infinity, -3, 7]) func `a progress out of bounds is harmless`(fraction: Double)
        throws
    {
        var (state, id) = try running()
        _ = App.update(&state, .jobEvents([JobEvent(id: id, event: .progress(fraction, newLines: []))], at: Scene.now))
        #expect(state.picture.contains("working"))
        _ = App.update(&state, .jobEvents([JobEvent(id: id, event: .queued(position: .max))], at: Scene.now))
        #expect(state.picture.contains("in the queue"))
    }
}
