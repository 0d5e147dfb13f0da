import Foundation

/// The prediction object (sheet B3).
extension ReplicatePrediction {
    /// - Parameters:
    ///   - base: the API's address as the caller wrote it: `http://…/replicate/v1`.
    ///   - isWait: the reply of a create with `Prefer: wait`, which says `processing` over a complete output and `starting`
    ///     over anything else (sheet B2).
    func json(at now: ContinuousClock.Instant, base: String, host: String, isWait: Bool = false) -> JSON {
        let state = state(at: now)
        let isExpired = isExpired(at: now)
        var word = state.word
        if isWait { word = state == .succeeded ? "processing" : state == .failed ? "failed" : "starting" }
        var members: [String: JSON] = [
            "id": .string(id), "model": .string(model.id),
            "version": .string(model.isOfficial ? "hidden" : model.version), "input": isExpired ? [:] : input,
            "logs": .string(isExpired ? "" : logs(at: now)), "error": error(at: state), "status": .string(word),
            "data_removed": .bool(isExpired), "created_at": .string(String(time(.zero).dropLast(4)) + "Z"),
            "source": "api", "urls": urls(base: base, host: host),
        ]
        let output = isExpired ? JSON.null : visibleOutput(at: now, state, isWait: isWait)
        // Early replies of community models lack the key altogether.
        if output != .null || model.isOfficial || state.isFinal { members["output"] = output }
        if let deadline { members["deadline"] = .string(time(deadline)) }
        addTimes(to: &members, state)
        return .object(members)
    }

    private func addTimes(to members: inout [String: JSON], _ state: State) {
        if state != .starting, state != .aborted, stop == nil || stop?.step != nil {
            members["started_at"] = .string(time(startTime))
        }
        guard state.isFinal else { return }
        let end =
            stop.map { WireTime.text($0.at) }
            ?? time(state == .canceled || state == .aborted ? deadline ?? .zero : endTime)
        // Eight digits, as recorded.
        members["completed_at"] = .string(String(end.dropLast()) + "66Z")
        var metrics: [String: JSON] = [
            "predict_time": .number(runSeconds), "total_time": .number(endTime / .seconds(1)),
        ]
        if model.writesText {
            let count = state == .succeeded ? pieces.count : pieces.count / 2
            metrics["input_token_count"] = .integer(Int64(TokenSplitter.count(of: work?.prompt ?? "")))
            metrics["output_token_count"] = .integer(Int64(count))
            metrics["tokens_per_second"] = .number(1 / max(runStep / .seconds(1), 0.001))
        } else if case .array(let items)? = output {
            metrics["image_count"] = .integer(Int64(items.count))
        }
        members["metrics"] = .object(metrics)
    }

    private var endTime: Duration { startTime + runStep * steps }

    private func time(_ after: Duration) -> String {
        WireTime.text(submitted.addingTimeInterval(after / .seconds(1)))
    }

    private func urls(base: String, host: String) -> JSON {
        var urls: [String: JSON] = [
            "get": .string("\(base)/predictions/\(id)"), "cancel": .string("\(base)/predictions/\(id)/cancel"),
            "web": .string("https://replicate.com/p/\(id)"),
        ]
        if isStreamed { urls["stream"] = .string("\(host)/replicate-stream/v1/files/bcwr-\(id)") }
        return .object(urls)
    }

    private func error(at state: State) -> JSON {
        guard state == .failed, case .failure(let words, _) = ending else { return .null }
        return .string(words)
    }

    private func visibleOutput(at now: ContinuousClock.Instant, _ state: State, isWait: Bool) -> JSON {
        if isWait, state != .succeeded, state != .failed { return .null }
        switch state {
        case .succeeded: return output ?? .null
        case .failed:
            guard case .failure(_, keepsOutput: true) = ending else { return .null }
            return output ?? .null
        case .starting, .aborted: return .null
        case .processing, .canceled:
            guard case .tokens = model.output else { return .null }
            let pieces = pieces.prefix(written(at: now))
            return pieces.isEmpty ? .null : .array(pieces.map { .string($0) })
        }
    }
}

/// What a model prints while it works (sheet B7): the whole text since its start, with the bars of tqdm.
extension ReplicatePrediction {
    func logs(at now: ContinuousClock.Instant) -> String {
        guard !model.writesText, let work else { return "" }
        let done: Int
        switch state(at: now) {
        case .starting, .aborted: return ""
        case .processing(let step): done = step
        case .succeeded: done = steps
        case .failed: done = steps / 2
        case .canceled: done = stop?.step ?? 0
        }
        var text = "Using seed: \(work.seed)\n"
        switch model.output {
        case .picture, .pictures, .clip: text += (0...done).map { bar($0) + "\n" }.joined()
        default: break
        }
        if isFlagged, state(at: now) == .succeeded { text += "NSFW content detected in image \(work.imageCount - 1)\n" }
        return text
    }

    private var isFlagged: Bool { work.map { $0.imageCount > 1 && $0.prompt.contains("nsfw-flag") } ?? false }

    private func bar(_ step: Int) -> String {
        let percent = step * 100 / max(steps, 1)
        let filled = String(repeating: "█", count: percent / 10)
        let padded = String(repeating: " ", count: 3 - String(percent).count) + String(percent)
        let rate = (100 / max(runStep / .seconds(1), 0.001)).rounded() / 100
        let bar = filled + String(repeating: " ", count: 10 - percent / 10)
        return "\(padded)%|\(bar)| \(step)/\(steps) [\(clock(step))<\(clock(steps - step)), \(rate)it/s]"
    }

    private func clock(_ steps: Int) -> String {
        let seconds = Int((runStep * steps) / .seconds(1))
        return "\(seconds / 60 < 10 ? "0" : "")\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
