import EaselCore
import EaselProviderKit

/// Text from Replicate: a prediction whose output is followed as an event stream, or by asking where it has none.
struct ReplicateTextService: TextModelService {
    let client: ReplicateClient

    func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        let order = try ReplicateTextWire.order(request)
        let prediction = try await client.create(order)
        await onEvent(.started(id: prediction.id, model: prediction.model?.value))
        var follower = ReplicateTextFollower(client: client, created: prediction)
        do {
            var completion = try await follower.follow(onEvent)
            completion.warnings = order.warnings + completion.warnings
            return completion
        } catch {
            if error.kind == .cancelled, Task.isCancelled { await abandon(prediction) }
            throw error
        }
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(try ReplicateTextWire.order(request))
    }

    /// A closed stream does not stop a prediction, and a running one is charged: it is told to stop.
    private func abandon(_ prediction: ReplicateClient.Prediction) async {
        let urls = prediction.urls?.value
        let (cancel, get) = (client.resolve(urls?.cancel?.value), client.resolve(urls?.get?.value))
        let patience = HTTPPatience(head: .seconds(5), idle: .seconds(5))
        // The cancelled task can send nothing more. This one is awaited here, and its call has its own time limit.
        await Task { [client] in
            _ = try? await client.cancel(prediction.id, at: cancel, get: get, patience: patience)
        }.value
    }
}
