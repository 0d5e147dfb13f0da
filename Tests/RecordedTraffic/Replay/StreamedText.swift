import EaselCore
import Synchronization

/// What a text service handed on, put together.
struct StreamedText: Sendable {
    var text = ""
    var reasoning = ""
    var media: [MediaReference] = []
    var completion: TextCompletion?

    /// Streams a request to its end.
    static func of(_ request: TextRequest, _ service: any TextModelService) async throws(EaselError) -> StreamedText {
        let collector = Collector()
        let completion = try await service.stream(request) { event in collector.take(event) }
        var result = collector.result
        result.completion = completion
        return result
    }

    private final class Collector: Sendable {
        private let state = Mutex(StreamedText())

        var result: StreamedText { state.withLock { $0 } }

        func take(_ event: TextEvent) {
            state.withLock { state in
                switch event {
                case .started: break
                case .reasoning(let piece): state.reasoning += piece
                case .delta(let piece): state.text += piece
                case .media(let reference): state.media.append(reference)
                }
            }
        }
    }
}
