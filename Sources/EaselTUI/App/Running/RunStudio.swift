import EaselEngine
import Foundation
public import TerminalUI

/// Runs the studio on a terminal until the user quits, a signal ends it, or the terminal goes away.
///
/// On the way out the runner is shut down: answers that stream end where they are, jobs that a provider accepted go on
/// and are picked up on the next start. The terminal is closed when this returns.
@MainActor
public func runStudio(on backend: any TerminalBackend, _ dependencies: StudioDependencies) async -> StudioExit {
    let runner = EffectRunner(outside: dependencies)
    let now = dependencies.now
    let program = Program<App.State, App.Message, Effect>(
        state: startState(dependencies, backend),
        terminal: Terminal(backend: backend),
        logic: ProgramLogic(
            message: { .input($0, at: now()) },
            update: App.update,
            view: { App.view($0, on: &$1) }
        ),
        animation: Animation(interval: \.animationInterval, message: { .ticked($0, at: now()) }),
        perform: { effect, context in await runner.perform(effect, context) }
    )
    let exit = await FigureStyle.$current.withValue(dependencies.figures) {
        await program.run(first: [.began(notice: dependencies.notice)])
    }
    await dependencies.runner.shutdown()
    return switch exit {
    case .quit: .quit
    case .terminated(let signal): .terminated(signal: signal)
    case .hangup: .hangup
    }
}

@MainActor
private func startState(_ dependencies: StudioDependencies, _ backend: any TerminalBackend) -> App.State {
    var session = Session(
        now: dependencies.now(), random: SplitMix64(seed: dependencies.seed),
        theme: dependencies.theme.adapted(to: backend.capabilities))
    session.size = backend.size
    session.isSandbox = dependencies.isSandbox
    session.profile = dependencies.profile
    session.isReplay = dependencies.isReplay
    session.fallbacks = dependencies.fallbacks
    session.priorities = dependencies.controls.priorities
    session.notice = dependencies.controls.notice
    session.canEditText = dependencies.editText != nil
    session.canTakeFrames = dependencies.takeLastFrame != nil
    session.canCompare = dependencies.comparisons != nil
    session.isFirstRun = dependencies.isFirstRun
    session.keys = dependencies.keys
    session.timeZone = dependencies.timeZone
    session.home = dependencies.home
    var state = App.State(
        session: session, providers: dependencies.registry.entries, targets: dependencies.targets)
    state.providers.keyOrigins = dependencies.controls.keyOrigins
    return state
}
