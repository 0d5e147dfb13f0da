public import EaselCore
import Synchronization

/// A list of a provider's jobs that answers by script: one answer per question, the last one again and again.
public final class FakeJobFinder: JobFinder {
    public typealias Answer = Result<[JobCandidate], EaselError>

    private let answers: [Answer]
    private let state = Mutex<[JobSearch]>([])
    public let settlingTime: Duration

    public init(_ answers: Answer..., settlingTime: Duration = .seconds(15)) {
        self.answers = answers
        self.settlingTime = settlingTime
    }

    /// What was asked, in order.
    public var searches: [JobSearch] { state.withLock { $0 } }

    public func candidates(for search: JobSearch) async throws(EaselError) -> [JobCandidate] {
        let index = state.withLock { searches in
            searches.append(search)
            return searches.count - 1
        }
        guard let last = answers.indices.last else { return [] }
        return try answers[min(index, last)].get()
    }
}
