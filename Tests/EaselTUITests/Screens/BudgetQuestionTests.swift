import EaselCore
import EaselEngine
import TerminalUI
import Testing

@testable import EaselTUI

/// The question before money is spent that a person wanted to be asked about.
@Suite struct BudgetQuestionTests {
    private let question = BudgetQuestion("$4.90 of the soft limit of $5.00 a day are spent.")

    private func asked() throws -> (state: App.State, order: GenerationOrder) {
        var state = Scene.state()
        let order = try #require(state.press("a lighthouse", "enter").orders.first)
        _ = App.update(&state, .budgetAsked(order, question))
        return (state, order)
    }

    @Test func `it says why, and a plain Enter sends nothing`() throws {
        var (state, order) = try asked()
        #expect(state.picture.contains("soft limit of $5.00"))
        #expect(state.press("enter").orders.isEmpty)
        #expect(state.session.generations[order.id]?.error?.kind == .quota)
        #expect(state.session.overlays.isEmpty)
        #expect(state.studio.prompt.buffer.text == "a lighthouse", "the prompt comes back")
    }

    @Test func `a yes sends the same order, confirmed`() throws {
        var (state, order) = try asked()
        let effects = state.press("left", "enter")
        order.isConfirmed = true
        #expect(effects.orders == [order])
        #expect(state.session.generations[order.id]?.isRunning == true)
    }

    @Test(arguments: ["escape", "n"]) func `closing it is a no`(_ key: String) throws {
        var (state, order) = try asked()
        #expect(state.press(key).isEmpty)
        #expect(state.session.generations[order.id]?.error?.kind == .quota)
    }

    @Test func `unknown costs are said in the first line`() {
        #expect(Figures.today(Spending(knownUSD: 0.04, unknownCount: 3)) == "$0.04 + 3 unknown today")
        #expect(Figures.today(Spending(knownUSD: 0.04)) == "$0.04 today")
    }
}
