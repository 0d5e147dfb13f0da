import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselEngine

/// Several providers of pictures and of text, each under its own control, and the comparisons between them.
final class ComparisonBench: Sendable {
    let bench = Bench()
    let store: InMemoryComparisonStore
    /// What each provider was asked, in order.
    let asked = Mutex<[ProviderID]>([])
    /// Providers that answer only when they are opened.
    let held: Mutex<Set<ProviderID>>
    /// How a provider fails.
    let failures = Mutex<[ProviderID: EaselError]>([:])
    let cancelled = Mutex<[String]>([])

    init(_ held: ProviderID...) {
        store = InMemoryComparisonStore(bench.history)
        self.held = Mutex(Set(held))
    }

    func open(_ id: ProviderID) { held.withLock { _ = $0.remove(id) } }

    private func isHeld(_ id: ProviderID) -> Bool { held.withLock { $0.contains(id) } }

    func text(_ id: ProviderID, parameters: [ParameterSpec] = [], price: Price? = nil) -> FakeProvider {
        let service = FakeTextService(bench.journal) { [self] (request, emit) async throws(EaselError) in
            asked.withLock { $0.append(id) }
            await emit(.delta("\(id) says "))
            while isHeld(id), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
            if let failure = failures.withLock({ $0[id] }) { throw failure }
            if Task.isCancelled { throw .cancelled }
            bench.clock.advance(by: .seconds(2))
            await emit(.delta(request.prompt))
            return TextCompletion(
                finish: .stop,
                usage: Usage(inputTokens: 3, outputTokens: 40, costUSD: 0.25, costIsEstimate: false))
        }
        return FakeProvider(id, services: ServiceSet(text: service), cards: [card(id, .text, parameters, price)])
    }

    /// Pictures by jobs; the job is done when the latch of the provider is open.
    func pictures(_ id: ProviderID, price: Price? = nil, cancel reply: CancelReply = .requested) -> FakeProvider {
        let service = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { [self] _ in
                let number = asked.withLock { asked in
                    asked.append(id)
                    return asked.count
                }
                return .accepted(
                    RemoteJob(
                        provider: id, modality: .image, model: "m", id: "\(id)-\(number)", acceptedAt: bench.clock.now))
            },
            status: { [self] (job, _) async throws(EaselError) in
                if isHeld(id) {
                    try? await Task.sleep(for: .milliseconds(1))
                    return .running(progress: 0.5, log: [])
                }
                if let failure = failures.withLock({ $0[id] }) { return .failed(failure) }
                return .completed(.pictures(1))
            },
            cancel: { [self] (job) async throws(EaselError) in
                cancelled.withLock { $0.append(job.id) }
                return reply
            })
        return FakeProvider(id, services: ServiceSet(image: service), cards: [card(id, .image, [.count], price)])
    }

    private func card(
        _ id: ProviderID, _ modality: Modality, _ parameters: [ParameterSpec], _ price: Price?
    ) -> ModelCard {
        ModelCard(provider: id, model: "m", modality: modality, name: "Model of \(id)").with {
            $0.parameters = parameters
            $0.price = price
        }
    }

    func engine(_ providers: [FakeProvider], owner: String = "us", alive: Bool = true) -> ComparisonRunner {
        ComparisonRunner(
            JobRunner(bench.environment(providers.map(\.entry), owner: owner, alive: { $0 == owner || alive })),
            store: store)
    }

    func order(_ modality: Modality, _ ids: ProviderID..., repeats: Int = 1) -> ComparisonOrder {
        ComparisonOrder(
            draft: GenerationDraft(modality: modality, prompt: "a fox"),
            targets: ids.map { ComparisonTarget(ModelReference(provider: $0)) }, repeats: repeats, seed: 7)
    }
}
