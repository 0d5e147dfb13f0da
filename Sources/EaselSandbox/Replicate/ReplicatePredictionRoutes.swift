import Foundation

/// Creating, reading, listing and cancelling predictions (sheet B2, B4).
struct ReplicatePredictionRoutes: Sendable {
    let world: SandboxWorld
    let runner: ReplicateRunner
    let store: ReplicatePredictionStore

    private static let bodyKeys: Set<String> = ["input", "version", "webhook", "webhook_events_filter", "stream"]

    func respond(to call: ReplicateCall) async throws -> SandboxReply {
        switch (call.method, call.segments.count) {
        case ("POST", 1): return try await create(call, model: nil)
        case ("GET", 1):
            return try await list(call)
        case ("GET", 2):
            guard let prediction = await store.prediction(call.segments[1]) else { throw ReplicateFailure.notFound }
            return reply(prediction, call)
        case ("POST", 3) where call.segments[2] == "cancel":
            guard let prediction = await store.cancel(call.segments[1]) else { throw ReplicateFailure.notFound }
            return reply(prediction, call)
        default: throw ReplicateFailure.methodNotAllowed
        }
    }

    /// Newest first; the filters go along with the link to the next page.
    private func list(_ call: ReplicateCall) async throws -> SandboxReply {
        let after = try Self.time(call.request, "created_after")
        let before = try Self.time(call.request, "created_before")
        let now = ContinuousClock.now
        let found = await store.all().filter { prediction in
            after.map { prediction.submitted >= $0 } ?? true && before.map { prediction.submitted < $0 } ?? true
        }
        return call.page(
            found.map { $0.json(at: now, base: call.base, host: call.host) },
            keeping: ["created_after", "created_before", "source"])
    }

    private static func time(_ request: SandboxRequest, _ name: String) throws -> Date? {
        guard let text = request.queryValue(name) else { return nil }
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw ReplicateFailure(status: 400, title: "Bad request", detail: "\(name) is not a date-time.")
        }
        return date
    }

    /// - Parameter model: the model that the path names, nil when the body names a version.
    func create(_ call: ReplicateCall, model named: ReplicateModel?) async throws -> SandboxReply {
        let waiting = try Self.waiting(call.request)
        guard let body = JSON(parsing: call.request.body), let members = body.object else {
            throw ReplicateFailure(status: 400, title: "Bad request", detail: "The request body must be a JSON object.")
        }
        if let unknown = members.keys.sorted().first(where: { !Self.bodyKeys.contains($0) }) {
            throw ReplicateFailure.invalid([
                ReplicateComplaint(
                    "additional_property_not_allowed", "(root)", "Additional property \(unknown) is not allowed")
            ])
        }
        let model = try named ?? Self.versioned(members)
        guard let input = members["input"] else {
            throw ReplicateFailure.invalid([ReplicateComplaint("required", "(root)", "input is required")])
        }
        let check = ReplicateInputCheck(input, against: model)
        guard check.complaints.isEmpty else { throw ReplicateFailure.invalid(check.complaints) }
        if call.hasNoCredit { throw ReplicateFailure.noCredit }
        let prediction = try await runner.prediction(
            of: model, input: input, values: check.values, request: call.request)
        await store.add(prediction)
        guard let waiting else { return created(prediction, call, isWait: false) }
        return try await wait(for: prediction.id, waiting, call)
    }

    private static func versioned(_ members: [String: JSON]) throws(ReplicateFailure) -> ReplicateModel {
        guard let version = members["version"]?.string else {
            throw ReplicateFailure.invalid([ReplicateComplaint("required", "(root)", "version is required")])
        }
        guard let model = ReplicateModelTable.model(version: version) else { throw ReplicateFailure.unknownVersion }
        return model
    }

    /// Seconds out of `Prefer: wait` and `Prefer: wait=10`; more than 60 are refused as the text says, not as the pattern
    /// does (sheet B2).
    private static func waiting(_ request: SandboxRequest) throws(ReplicateFailure) -> Int? {
        guard let text = request.header("prefer") else { return nil }
        guard let match = text.wholeMatch(of: /wait(?:=(\d{1,4}))?/) else { return nil }
        let seconds = match.1.flatMap { Int($0) } ?? 60
        guard (1...60).contains(seconds) else {
            throw ReplicateFailure(
                status: 400, title: "Bad request", detail: "Prefer: wait must be between 1 and 60 seconds.")
        }
        return seconds
    }

    private func wait(for id: String, _ seconds: Int, _ call: ReplicateCall) async throws -> SandboxReply {
        let end = ContinuousClock.now + .seconds(seconds)
        while let prediction = await store.prediction(id) {
            if prediction.state(at: .now).isFinal || .now >= end {
                return created(prediction, call, isWait: true).adding("Preference-Applied", "wait=\(seconds)")
            }
            try await Task.sleep(for: world.pace.statusLook)
        }
        throw ReplicateFailure.notFound
    }

    private func created(_ prediction: ReplicatePrediction, _ call: ReplicateCall, isWait: Bool) -> SandboxReply {
        let now = ContinuousClock.now
        let json = prediction.json(at: now, base: call.base, host: call.host, isWait: isWait)
        let isComplete = !isWait || prediction.state(at: now).isFinal
        var reply = SandboxReply(status: isComplete ? 201 : 202, json: json)
        reply = reply.adding("ratelimit-remaining", "599").adding("ratelimit-reset", "1")
        return reply
    }

    private func reply(_ prediction: ReplicatePrediction, _ call: ReplicateCall) -> SandboxReply {
        SandboxReply(json: prediction.json(at: .now, base: call.base, host: call.host))
            .adding("ratelimit-remaining", "2999").adding("ratelimit-reset", "1")
    }
}
