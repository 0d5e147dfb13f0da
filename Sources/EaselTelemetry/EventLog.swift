import EaselCore
import Logging

/// Writes what happens to generations into a log: names and numbers only. What people wrote, what models answered, paths and
/// the words of errors are not for it: a provider may quote a prompt in an error.
struct EventLog: Sendable {
    private let logger: Logger
    private let parentTrace: String?

    init(_ logger: Logger, parentTrace: String?) {
        self.logger = logger
        self.parentTrace = parentTrace
    }

    func note(_ facts: GenerationFacts, _ happening: Happening) {
        var data = metadata(facts)
        switch happening {
        case .opened: logger.info("generation.opened", metadata: data)
        case .waiting: logger.info("generation.waiting", metadata: data)
        case .retrying(let error):
            data.merge(Self.metadata(error)) { $1 }
            logger.warning("generation.retrying", metadata: data)
        case .switched(let old, let error):
            data["from"] = .string("\(old)")
            data.merge(Self.metadata(error)) { $1 }
            logger.warning("generation.switched", metadata: data)
        case .accepted: logger.info("generation.accepted", metadata: data)
        case .saved(let asset):
            data["bytes"] = .stringConvertible(asset.bytes)
            data["mediaType"] = .string(asset.mediaType.rawValue)
            logger.info("generation.saved", metadata: data)
        case .warned(let warning):
            data["warning"] = .string(warning.kind.rawValue)
            data["parameter"] = warning.parameter.map { .string($0) }
            logger.debug("generation.warned", metadata: data)
        case .finished(let record): finished(record, data)
        }
    }

    private func finished(_ record: GenerationRecord, _ facts: Logger.Metadata) {
        var data = facts
        data["status"] = .string(record.status.rawValue)
        data["durationMilliseconds"] = record.timing.totalMilliseconds.map { .stringConvertible($0) }
        data["firstOutputMilliseconds"] = record.timing.firstOutputMilliseconds.map { .stringConvertible($0) }
        data["attempt"] = .stringConvertible(max(1, record.attempts.count))
        data["inputTokens"] = record.usage.inputTokens.map { .stringConvertible($0) }
        data["outputTokens"] = record.usage.outputTokens.map { .stringConvertible($0) }
        data["costUSD"] = record.usage.costUSD.map { .stringConvertible($0) }
        if let error = record.error { data.merge(Self.metadata(error)) { $1 } }
        logger.log(level: record.status == .failed ? .error : .info, "generation.finished", metadata: data)
    }

    private func metadata(_ facts: GenerationFacts) -> Logger.Metadata {
        let trace = TraceContext(of: facts.id, parent: parentTrace)
        var data: Logger.Metadata = [
            "generation": .string(facts.id.rawValue), "trace": .string(trace.traceID), "span": .string(trace.spanID),
            "provider": .string(facts.provider.rawValue), "model": .string(facts.model.rawValue),
            "modality": .string(facts.modality.rawValue), "attempt": .stringConvertible(facts.attempt),
        ]
        if facts.isSandbox { data["sandbox"] = .stringConvertible(true) }
        data["requestID"] = facts.requestID.map { .string($0) }
        return data
    }

    private static func metadata(_ error: EaselError) -> Logger.Metadata {
        var data: Logger.Metadata = ["errorKind": .string(error.kind.rawValue)]
        data["httpStatus"] = error.httpStatus.map { .stringConvertible($0) }
        data["retryAfterSeconds"] = error.retryAfterSeconds.map { .stringConvertible($0) }
        return data
    }
}
