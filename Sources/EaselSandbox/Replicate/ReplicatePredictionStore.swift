import Foundation

/// All predictions of this server.
actor ReplicatePredictionStore: SandboxJobStore {
    private var predictions: [String: ReplicatePrediction] = [:]
    private var order: [String] = []
    private let shelf: MediaShelf

    /// Older predictions are forgotten beyond this many.
    private static let capacity = 2000

    init(shelf: MediaShelf) {
        self.shelf = shelf
    }

    func add(_ prediction: ReplicatePrediction) {
        predictions[prediction.id] = prediction
        order.append(prediction.id)
        if order.count > Self.capacity { predictions[order.removeFirst()] = nil }
    }

    /// A prediction with its output, where that is due.
    func prediction(_ id: String) async -> ReplicatePrediction? {
        guard let prediction = predictions[id] else { return nil }
        guard prediction.output == nil, let work = prediction.work, let share = Self.share(of: prediction) else {
            return prediction
        }
        let output = await ReplicateOutput(work: work, pieces: prediction.pieces, shelf: shelf, share: share).json()
        // Another reader may have been quicker; the files of one output are the same for all.
        if predictions[id]?.output == nil { predictions[id]?.output = output }
        return predictions[id]
    }

    /// Which part of the output is there: all, half of it, or none yet.
    private static func share(of prediction: ReplicatePrediction) -> ReplicateOutput.Share? {
        switch (prediction.state(at: .now), prediction.ending) {
        case (.succeeded, .success): .all
        case (.failed, .failure(_, keepsOutput: true)): .half
        default: nil
        }
    }

    /// Newest first.
    func all() async -> [ReplicatePrediction] {
        var all: [ReplicatePrediction] = []
        for id in order.reversed() { if let prediction = await prediction(id) { all.append(prediction) } }
        return all
    }

    /// Stops a prediction that has not ended. Nil when there is none of that id.
    func cancel(_ id: String) async -> ReplicatePrediction? {
        guard let prediction = predictions[id] else { return nil }
        switch prediction.state(at: .now) {
        case .starting: predictions[id]?.stop = (Date(), nil)
        case .processing(let step): predictions[id]?.stop = (Date(), step)
        case .succeeded, .failed, .canceled, .aborted: break
        }
        return await self.prediction(id)
    }

    /// Lets every held prediction go on.
    func release() {
        let now = ContinuousClock.now
        for id in order where predictions[id]?.hold != nil { predictions[id]?.release(at: now) }
    }

    /// Every prediction in the order of creation.
    func report() -> [JobReport] {
        let now = ContinuousClock.now
        return order.compactMap { predictions[$0] }.map {
            JobReport(id: $0.id, endpoint: $0.model.id, state: $0.state(at: now).word)
        }
    }
}
