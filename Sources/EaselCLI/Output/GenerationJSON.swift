import EaselCore
import Foundation

/// A generation as `--json` prints it. The keys are a contract (product.md section 3): every one is always there.
struct GenerationJSON: Encodable {
    var id: String
    var status: String
    var modality: String
    var provider: String
    var model: String
    var sandbox: Bool
    var prompt: String
    var text: Nullable<String>
    var assets: [AssetJSON]
    var warnings: [WarningJSON]
    var usage: UsageJSON
    var attempts: [AttemptJSON]
    var timing: TimingJSON
    var remoteJob: Nullable<RemoteJobJSON>
    var error: Nullable<ErrorJSON>

    init(_ record: GenerationRecord) {
        id = record.id.rawValue
        // A row whose request is still under way is `accepted` to the outside: nothing is decided yet.
        status = record.status == .submitted ? GenerationStatus.accepted.rawValue : record.status.rawValue
        modality = record.draft.modality.rawValue
        provider = record.provider.rawValue
        model = record.model.rawValue
        sandbox = record.isSandbox
        prompt = record.draft.prompt
        text = Nullable(record.text)
        assets = record.assets.map(AssetJSON.init)
        warnings = record.warnings.map(WarningJSON.init)
        usage = UsageJSON(record.usage)
        attempts = record.attempts.map(AttemptJSON.init)
        timing = TimingJSON(record.timing)
        remoteJob = Nullable(record.remoteJob.map(RemoteJobJSON.init))
        error = Nullable(record.error.map(ErrorJSON.init))
    }
}

struct WarningJSON: Encodable {
    var parameter: Nullable<String>
    var kind: String
    var message: String

    init(_ warning: GenerationWarning) {
        parameter = Nullable(warning.parameter)
        kind = warning.kind.rawValue
        message = warning.message
    }
}

struct UsageJSON: Encodable {
    var inputTokens: Nullable<Int>
    var outputTokens: Nullable<Int>
    var costUSD: Nullable<Double>
    var costIsEstimate: Bool

    init(_ usage: Usage) {
        inputTokens = Nullable(usage.inputTokens)
        outputTokens = Nullable(usage.outputTokens)
        costUSD = Nullable(usage.costUSD)
        costIsEstimate = usage.costIsEstimate
    }
}

struct AttemptJSON: Encodable {
    var provider: String
    var model: String
    var status: String
    var errorKind: Nullable<String>
    var milliseconds: Int

    init(_ attempt: Attempt) {
        provider = attempt.provider.rawValue
        model = attempt.model.rawValue
        status = attempt.status.rawValue
        errorKind = Nullable(attempt.errorKind?.rawValue)
        milliseconds = attempt.milliseconds
    }
}

struct TimingJSON: Encodable {
    var firstOutputMilliseconds: Nullable<Int>
    var totalMilliseconds: Nullable<Int>

    init(_ timing: GenerationRecord.Timing) {
        firstOutputMilliseconds = Nullable(timing.firstOutputMilliseconds)
        totalMilliseconds = Nullable(timing.totalMilliseconds)
    }
}

struct RemoteJobJSON: Encodable {
    var provider: String
    var id: String
    /// RFC 3339, null while it is not known.
    var resultsKeptUntil: Nullable<String>

    init(_ job: RemoteJob) {
        provider = job.provider.rawValue
        id = job.id
        resultsKeptUntil = Nullable(job.resultsKeptUntil?.formatted(.iso8601))
    }
}

struct ErrorJSON: Encodable {
    var kind: String
    var message: String
    var remedy: String
    var retryAfterSeconds: Nullable<Double>
    var providerCode: Nullable<String>
    /// Whether the provider accepted the request is not known: it may be charged.
    var mayHaveBeenAccepted: Bool

    init(_ error: EaselError) {
        kind = error.kind.rawValue
        message = error.message
        remedy = error.remedy
        retryAfterSeconds = Nullable(error.retryAfterSeconds)
        providerCode = Nullable(error.providerCode)
        mayHaveBeenAccepted = error.mayHaveBeenAccepted
    }
}
