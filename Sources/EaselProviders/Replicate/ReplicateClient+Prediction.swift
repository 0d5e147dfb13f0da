import EaselCore
import EaselProviderKit
import Foundation

extension ReplicateClient {
    /// The prediction object (wire sheet B3).
    struct Prediction: Decodable, Sendable {
        struct Addresses: Decodable, Sendable {
            var get: Lenient<String>?
            var cancel: Lenient<String>?
            var stream: Lenient<String>?
        }

        var id: String
        var status: String
        /// May be another name than the one asked for.
        var model: Lenient<String>?
        var output: JSONValue?
        /// The whole text so far.
        var logs: Lenient<String>?
        /// Text, rarely anything else.
        var error: JSONValue?
        var metrics: Lenient<[String: JSONValue]>?
        var urls: Lenient<Addresses>?
        var dataRemoved: Lenient<Bool>?
        var startedAt: Lenient<String>?
        var completedAt: Lenient<String>?
        var deadline: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case id, status, model, output, logs, error, metrics, urls, deadline
            case dataRemoved = "data_removed"
            case startedAt = "started_at"
            case completedAt = "completed_at"
        }

        enum State: Sendable, Hashable {
            case waiting, working, succeeded, failed
            /// `canceled`, or `aborted` before it had started.
            case ended(wasStarted: Bool)

            var isFinal: Bool { self != .waiting && self != .working }
        }

        var state: State {
            switch status {
            case "starting": .waiting
            case "succeeded": .succeeded
            case "failed": .failed
            case "canceled": .ended(wasStarted: startedAt?.value != nil)
            case "aborted": .ended(wasStarted: false)
            default: .working
            }
        }

        /// It ended at its deadline and not because somebody cancelled it: no field tells the two apart (B2).
        var ranOutOfTime: Bool {
            guard let deadline = deadline?.value.flatMap(WireTime.date) else { return status == "aborted" }
            guard let end = completedAt?.value.flatMap(WireTime.date) else { return status == "aborted" }
            return end >= deadline
        }

        /// When its files are deleted: an hour after its end (B5).
        var deletion: Date? { completedAt?.value.flatMap(WireTime.date)?.addingTimeInterval(3600) }

        /// Input and output tokens, where the model counts them (B3).
        var usage: Usage? {
            let metrics = metrics?.value ?? [:]
            let input = metrics["input_token_count"]?.integer.map(Int.init)
            let output = metrics["output_token_count"]?.integer.map(Int.init)
            return input == nil && output == nil ? nil : Usage(inputTokens: input, outputTokens: output)
        }
    }
}

/// What a prediction's log tells (wire sheet B7).
extension ReplicateClient.Prediction {
    /// Only the end of the log is handed on.
    private static let newestLines = 60

    var logLines: [LogLine] {
        let text = (logs?.value ?? "").suffix(64 << 10)
        return text.split { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }.suffix(Self.newestLines)
            .map { LogLine(timestamp: "", message: String($0)) }
    }

    /// From the newest bar of `tqdm`: ` 43%|████▎     | 12/28 [00:01<…`. There is no field for it.
    var progress: Double? {
        logLines.reversed().lazy.compactMap { line in
            guard let match = line.message.firstMatch(of: /^\s*(\d{1,3})%\s*\|.+?\|\s*\d+\/\d+/),
                let percent = Double(match.1), percent <= 100
            else { return nil }
            return percent / 100
        }.first
    }
}
