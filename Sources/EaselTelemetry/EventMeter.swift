import CoreMetrics
import EaselCore

/// Counts and measures what happens to generations.
struct EventMeter: Sendable {
    private let metrics: HistogramMetrics

    init(_ metrics: HistogramMetrics) { self.metrics = metrics }

    func note(_ facts: GenerationFacts, _ happening: Happening) {
        let base = dimensions(facts)
        switch happening {
        case .opened, .accepted, .warned: break
        case .waiting: count(.waits, base)
        case .retrying(let error): count(.retries, base + [("error.type", error.kind.rawValue)])
        case .switched(let old, let error):
            let target = [
                ("easel.fallback.from.provider", old.provider.conventionName), ("error.type", error.kind.rawValue),
            ]
            count(.fallbacks, base + target)
        case .saved(let asset): count(.received, base, by: asset.bytes)
        case .finished(let record): finished(record, base)
        }
    }

    private func finished(_ record: GenerationRecord, _ base: [(String, String)]) {
        // One that goes on at its provider is measured by who sees its end.
        guard record.status.isFinished else { return }
        let failure = record.error.map { [("error.type", $0.kind.rawValue)] } ?? []
        if let total = record.timing.totalMilliseconds { time(.duration, base + failure, total) }
        if let first = record.timing.firstOutputMilliseconds {
            time(record.draft.modality == .text ? .firstChunk : .firstOutput, base, first)
        }
        if record.status == .failed { count(.errors, base + failure) }
        for (type, tokens) in [("input", record.usage.inputTokens), ("output", record.usage.outputTokens)] {
            guard let tokens else { continue }
            Recorder(
                label: Instrument.tokens.rawValue, dimensions: base + [("gen_ai.token.type", type)], aggregate: true,
                factory: metrics
            ).record(tokens)
        }
        guard !record.isSandbox else { return }
        if let cost = record.usage.costUSD {
            FloatingPointCounter(label: Instrument.cost.rawValue, dimensions: base, factory: metrics).increment(
                by: cost)
        } else if record.status == .succeeded {
            count(.unknownCosts, base)
        }
    }

    private func count(_ instrument: Instrument, _ dimensions: [(String, String)], by amount: Int64 = 1) {
        Counter(label: instrument.rawValue, dimensions: dimensions, factory: metrics).increment(by: amount)
    }

    private func time(_ instrument: Instrument, _ dimensions: [(String, String)], _ milliseconds: Int) {
        Timer(label: instrument.rawValue, dimensions: dimensions, factory: metrics).recordMilliseconds(milliseconds)
    }

    private func dimensions(_ facts: GenerationFacts) -> [(String, String)] {
        var dimensions = [
            ("gen_ai.operation.name", facts.modality.operationName),
            ("gen_ai.provider.name", facts.provider.conventionName), ("gen_ai.request.model", facts.model.rawValue),
            ("gen_ai.output.type", facts.modality.rawValue),
        ]
        if facts.isSandbox { dimensions.append(("easel.sandbox", "true")) }
        return dimensions
    }
}
