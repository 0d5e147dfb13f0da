import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// One `easel generate …` from its draft to its exit code.
struct GenerationSession {
    var context: CommandContext
    var options: GenerateOptions
    var runtime: EaselRuntime

    func run(_ draft: GenerationDraft) async throws(EaselError) -> ExitStatus {
        let (draft, target) = try await SourceOfDraft(options: options, runtime: runtime).complete(draft)
        var order = GenerationOrder(draft: draft, target: target, allowsUnknownModel: options.allowUnknown)
        order.fallback = runtime.setup.fallback(for: draft.modality, named: options.fallbacks)
        if options.dryRun { return try await preview(order) }
        order.isConfirmed = options.yes
        if let question = try await runtime.runner.question(about: order) {
            guard context.output.ask(question.reason + " Send it all the same?") else { throw question.refusal }
            order.isConfirmed = true
        }
        return try await send(order)
    }

    private func preview(_ order: GenerationOrder) async throws(EaselError) -> ExitStatus {
        let (request, warnings) = try await runtime.runner.preview(order)
        if options.json {
            guard let text = try? JSONText.encode(request, pretty: true) else { return .software }
            context.output.line(text)
        } else {
            context.output.line("\(request.method) \(request.url)")
            for header in request.headers { context.output.line("\(header.name): \(header.value)") }
            if let body = request.body { context.output.line("\n\(body)") }
        }
        for warning in warnings { context.output.note("! \(warning.message)") }
        let estimate = try await runtime.runner.estimate(of: order)
        context.output.note("cost: \(estimate?.words ?? "not known beforehand")")
        return .done
    }

    private func send(_ order: GenerationOrder) async throws(EaselError) -> ExitStatus {
        let view = GenerationView(output: context.output, options: options, modality: order.draft.modality)
        let events = runtime.runner.events()
        try await runtime.runner.start(order)
        let record = await withTaskGroup(of: GenerationRecord?.self) { group in
            group.addTask { await follow(order.id, events, view, runtime.runner) }
            group.addTask {
                await stopOnSignal(order.id, runtime.runner)
                return nil
            }
            group.addTask {
                await tick(view)
                return nil
            }
            var record: GenerationRecord?
            while record == nil, let next = await group.next() { record = next }
            group.cancelAll()
            return record
        }
        guard let record else { return .software }
        view.finish(record)
        return ExitStatus(record)
    }

    /// Keeps countdowns going on a terminal.
    private func tick(_ view: GenerationView) async {
        guard context.output.errorIsTerminal else { return }
        while (try? await Task.sleep(for: .seconds(1))) != nil { view.tick() }
    }

    /// Shows events until the last one of this generation.
    private func follow(
        _ id: JobID, _ events: AsyncStream<JobEvent>, _ view: GenerationView, _ runner: JobRunner
    ) async -> GenerationRecord? {
        for await event in events where event.id == id {
            if case .finished(let record) = event.event { return record }
            if case .accepted = event.event, options.detach {
                await runner.shutdown()
                continue
            }
            if !view.show(event.event) { _ = try? await runner.cancel(id) }
        }
        return await runner.result(of: id)
    }

    /// Ctrl-C cancels at the provider; SIGTERM leaves a remote job to be fetched later.
    private func stopOnSignal(_ id: JobID, _ runner: JobRunner) async {
        for await signal in context.signals() {
            if signal == SIGINT { _ = try? await runner.cancel(id) } else { await runner.shutdown() }
        }
    }
}
