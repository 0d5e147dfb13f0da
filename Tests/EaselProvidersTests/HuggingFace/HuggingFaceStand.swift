import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// Hugging Face on a scripted transport: a Hub that knows who serves a model, and one answer of the router.
struct HuggingFaceStand: Sendable {
    let bench: Bench

    /// - Parameters:
    ///   - mapping: the members of `inferenceProviderMapping`, as text.
    ///   - replies: answers of the router by a piece of their path.
    init(
        _ mapping: String, _ replies: [(String, CannedTransport.Reply)],
        hub: CannedTransport.Reply? = nil
    ) throws {
        let page = CannedTransport.Reply.json(#"{"id":"org/model","inferenceProviderMapping":{\#(mapping)}}"#)
        bench = try Bench(
            "huggingface",
            CannedTransport { (call) throws(EaselError) in
                if call.url.host() == "huggingface.co" { return hub ?? page }
                let path = call.url.path(percentEncoded: false)
                return replies.first { path.contains($0.0) }?.1 ?? .json(#"{"error":"no such path"}"#, status: 404)
            })
    }

    static func served(by provider: String, as id: String, _ task: String, _ rest: String = "") -> String {
        #""\#(provider)":{"status":"live","providerId":"\#(id)","task":"\#(task)"\#(rest)}"#
    }

    /// Calls of the router, without what was asked of the Hub.
    var calls: [HTTPCall] { bench.transport.calls.filter { $0.url.host() != "huggingface.co" } }

    var hubCalls: Int { bench.transport.calls.count { $0.url.host() == "huggingface.co" } }

    func image(
        _ model: ModelID = "org/model", _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) async throws(EaselError) -> Submission {
        guard let service = bench.provider.services.image else { throw EaselError(.unsupported, "no service") }
        var request = ImageRequest(
            model: model, prompt: "a prompt", inputs: inputs, parameters: RequestParameters(values: values))
        request.facts = bench.facts(model)
        return try await service.submit(request)
    }

    func video(
        _ model: ModelID = "org/model", _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) async throws(EaselError) -> Submission {
        guard let service = bench.provider.services.video else { throw EaselError(.unsupported, "no service") }
        return try await service.submit(
            VideoRequest(
                model: model, prompt: "a prompt", inputs: inputs, parameters: RequestParameters(values: values)))
    }

    func speech(_ values: ParameterValues = [:]) async throws(EaselError) -> Submission {
        guard let service = bench.provider.services.speech else { throw EaselError(.unsupported, "no service") }
        return try await service.submit(
            SpeechRequest(model: "org/model", prompt: "a prompt", parameters: RequestParameters(values: values)))
    }

    func status(of submission: Submission) async throws(EaselError) -> RemoteJobStatus {
        guard case .accepted(let job) = submission, let service = bench.provider.services.media(job.modality) else {
            throw EaselError(.unsupported, "no job")
        }
        return try await service.status(of: job)
    }
}

extension Submission {
    var batch: MediaBatch? { if case .completed(let batch) = self { batch } else { nil } }
    var job: RemoteJob? { if case .accepted(let job) = self { job } else { nil } }
}

extension MediaInput {
    static let dot = MediaInput(role: .reference, bytes: Data([1, 2, 3]), type: .png, name: "dot.png")
    static let frame = MediaInput(role: .first, bytes: Data([1, 2, 3]), type: .png, name: "dot.png")
}
