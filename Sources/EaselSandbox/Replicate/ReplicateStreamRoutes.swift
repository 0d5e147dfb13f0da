import Foundation

/// The streaming host: output as it is made (sheet B6). Its addresses are secret, so it asks for no token and takes any.
struct ReplicateStreamRoutes: Sendable {
    let pace: SandboxPace
    let store: ReplicatePredictionStore

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard request.method == "GET", request.segments.count == 3, request.segments.starts(with: ["v1", "files"]),
            request.segments[2].hasPrefix("bcwr-")
        else { throw ReplicateFailure.notFound }
        let id = String(request.segments[2].dropFirst(5))
        guard let first = await store.prediction(id), first.isStreamed else { throw ReplicateFailure.notFound }
        let seen = request.header("last-event-id").flatMap { $0.split(separator: ":").last.flatMap { Int($0) } }
        let (store, pace) = (store, pace)
        return SandboxReply { sink in
            try await Self.write(first, from: seen.map { $0 + 1 } ?? 0, store, pace, to: &sink)
        }
    }

    private static func write(
        _ first: ReplicatePrediction, from start: Int, _ store: ReplicatePredictionStore, _ pace: SandboxPace,
        to sink: inout EventSink
    ) async throws {
        let time = Int(first.submitted.timeIntervalSince1970 * 1000)
        let isShort = first.work?.prompt.contains("stream-timeout") == true
        var sent = start
        while let prediction = await store.prediction(first.id) {
            let now = ContinuousClock.now
            let parts = parts(of: prediction, at: now)
            while sent < parts.count {
                // The server closes after 30 seconds, whatever is still to come.
                if isShort, sent >= max(1, prediction.pieces.count / 2) {
                    try await sink.comment("408: 408 Request Timeout")
                    return
                }
                try await sink.send(event: "output", id: "\(time):\(sent)", data: parts[sent])
                sent += 1
            }
            if let end = end(of: prediction.state(at: now), prediction) {
                if case .failed = prediction.state(at: now) {
                    try await sink.send(event: "error", id: "\(time):\(sent)", data: end.words)
                    return
                }
                try await sink.send(event: "done", id: "\(time):\(sent)", data: end.words)
                return
            }
            try await Task.sleep(for: min(pace.token, pace.statusLook))
        }
    }

    private static func parts(of prediction: ReplicatePrediction, at now: ContinuousClock.Instant) -> [String] {
        guard !prediction.model.writesText else { return Array(prediction.pieces.prefix(prediction.written(at: now))) }
        switch prediction.output {
        case .string(let address): return [address]
        case .array(let addresses): return addresses.compactMap(\.string)
        default: return []
        }
    }

    private static func end(
        of state: ReplicatePrediction.State, _ prediction: ReplicatePrediction
    ) -> (words: String, isFailure: Bool)? {
        switch state {
        case .starting, .processing: nil
        case .succeeded: ("{}", false)
        case .canceled, .aborted: ("{\"reason\":\"canceled\"}", false)
        case .failed: ("{\"detail\":\"The prediction failed\"}", true)
        }
    }
}
