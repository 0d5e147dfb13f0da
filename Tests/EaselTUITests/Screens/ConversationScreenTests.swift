import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Text in several turns.
@Suite struct ConversationScreenTests {
    /// Sends a prompt and lets an answer come.
    private func say(_ prompt: String, _ answer: String, _ state: inout App.State) throws -> GenerationOrder {
        state.press("escape")
        let order = try #require(state.press(prompt, "enter").orders.first)
        finish(order, answer, .succeeded, &state)
        return order
    }

    private func finish(
        _ order: GenerationOrder, _ answer: String?, _ status: GenerationStatus, _ state: inout App.State
    ) {
        var record = GenerationRecord(
            id: order.id, createdAt: Scene.now, draft: order.draft, provider: order.target.provider,
            model: order.target.model ?? "", isSandbox: false)
        record.status = status
        record.text = answer
        _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: .finished(record))], at: Scene.now))
    }

    @Test func `without the mode each prompt stands alone`() throws {
        var state = Scene.state()
        _ = try say("one", "1", &state)
        #expect(try say("two", "2", &state).draft.lineage == nil)
    }

    @Test func `in the mode Enter goes on with what is shown, and a sign says so`() throws {
        var state = Scene.state()
        state.press("alt-c")
        #expect(state.picture.contains("Prompt · new conversation"))
        let first = try say("What is a fox?", "An animal.", &state)
        #expect(first.draft.lineage == nil)
        #expect(state.picture.contains("Prompt · goes on after 1 turn"))
        let second = try say("Which colour?", "Red.", &state)
        #expect(second.draft.lineage == Lineage(.turn, of: first.id))
        #expect(state.picture.contains("goes on after 2 turns"))
        let third = try say("And its tail?", "Bushy.", &state)
        #expect(third.draft.lineage == Lineage(.turn, of: second.id))
    }

    @Test func `turns stand above one another with who said what`() throws {
        var state = Scene.state(Size(width: 120, height: 40))
        state.press("alt-c")
        _ = try say("What is a fox?", "An animal.", &state)
        state.studio.desk.models["openrouter"] = "anthropic/claude-haiku"
        _ = try say("Which colour?", "Red.", &state)
        // The title names the shown one as well.
        let picture = state.picture.split(separator: "Result", maxSplits: 1)[1].drop { $0 != "\n" }
        let places = [
            "You", "What is a fox?", "openrouter:openai/gpt-4o-mini", "An animal.", "Which colour?",
            "openrouter:anthropic/claude-haiku", "Red.",
        ].map { picture.range(of: $0)?.lowerBound }
        #expect(!places.contains(nil))
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted(), "\(picture)")
    }

    @Test func `Ctrl-N begins another conversation`() throws {
        var state = Scene.state()
        state.press("alt-c")
        _ = try say("one", "1", &state)
        state.press("ctrl-n")
        #expect(state.studio.result.shown == nil)
        #expect(try say("two", "2", &state).draft.lineage == nil)
    }

    @Test func `going back to an older turn branches there`() throws {
        var state = Scene.state()
        state.press("alt-c")
        let first = try say("one", "1", &state)
        _ = try say("two", "2", &state)
        state.press("tab", "[")
        #expect(try say("another two", "2b", &state).draft.lineage == Lineage(.turn, of: first.id))
    }

    @Test func `a turn that failed is passed over, one that runs is waited for`() throws {
        var state = Scene.state()
        state.press("alt-c")
        let first = try say("one", "1", &state)
        let failing = try #require(state.press("two", "enter").orders.first)
        #expect(state.press("three", "enter").orders.isEmpty)
        #expect(state.studio.prompt.buffer.text == "three")
        #expect(state.session.toasts.last?.text.contains("still being written") == true)
        finish(failing, nil, .failed, &state)
        #expect(state.press("enter").orders.first?.draft.lineage == Lineage(.turn, of: first.id))
    }

    @Test func `the first answer is waited for as well`() throws {
        var state = Scene.state()
        state.press("alt-c", "one", "enter")
        #expect(state.press("two", "enter").orders.isEmpty)
        #expect(state.picture.contains("Prompt · waits for the answer"))
        state.press("ctrl-n")
        #expect(state.press("enter").orders.first?.draft.lineage == nil)
    }

    @Test func `a prompt that was refused does not become a parent`() throws {
        var state = Scene.state()
        state.press("alt-c")
        let first = try say("one", "1", &state)
        let refused = try #require(state.press("two", "enter").orders.first)
        _ = App.update(&state, .refused(refused.id, EaselError(.invalidRequest, "No."), at: Scene.now))
        #expect(state.press("enter").orders.first?.draft.lineage == Lineage(.turn, of: first.id))
    }

    @Test func `a conversation of an earlier session is read from history and gone on with`() throws {
        var state = Scene.state()
        state.press("f4")
        var first = Scene.record(1, .text, prompt: "What is a fox?")
        first.text = "An animal."
        var second = Scene.record(2, .text, prompt: "Which colour?")
        second.draft.lineage = Lineage(.turn, of: first.id)
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [second], next: nil), serial: 1)))
        state.press(">")
        let asked = state.press("enter")
        #expect(state.session.route == .studio && state.studio.isConversing)
        #expect(asked.contains(.loadConversation(first.id)))
        #expect(state.picture.contains("earlier turns are not here"))
        _ = App.update(&state, .studio(.turnsLoaded([first])))
        #expect(state.picture.contains("What is a fox?") && !state.picture.contains("earlier turns are not here"))
        #expect(state.press("And its tail?", "enter").orders.first?.draft.lineage == Lineage(.turn, of: second.id))
        #expect(state.jobs.rows(state.session).count == 1)
    }

    @Test func `conversations are of text`() {
        var state = Scene.state()
        state.press("alt-2", "alt-c")
        #expect(!state.studio.isConversing)
        state.press("ctrl-n")
        #expect(!state.studio.isConversing)
    }

    @Test(arguments: [Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 60, height: 16)])
    func `a conversation while its third answer is awaited`(size: Size) throws {
        var state = Scene.state(size)
        state.press("alt-c")
        _ = try say("What is a fox?", "An **animal** with a bushy tail:\n\n- red\n- quick", &state)
        _ = try say("Which colour?", "Mostly red.", &state)
        state.press("And in winter?", "enter")
        state.session.toasts = []
        expectSnapshot(state.picture, "studio.conversation.\(size.width)x\(size.height)")
    }
}
