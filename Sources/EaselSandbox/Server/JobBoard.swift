import Synchronization

/// A service's remote jobs, as tests look at them and let go of what a `hold` fault keeps.
protocol SandboxJobStore: Sendable {
    /// Every job in the order of submission.
    func report() async -> [JobReport]
    /// Lets every held job go on.
    func release() async
}

/// One line of `/_sandbox/jobs`.
struct JobReport: Encodable, Sendable {
    let id: String
    /// The model or the endpoint that works on it.
    let endpoint: String
    /// In the provider's own word.
    let state: String
}

/// The job stores of all services.
final class JobBoard: Sendable {
    private let stores = Mutex<[any SandboxJobStore]>([])

    /// Called by a service when it is made.
    func add(_ store: some SandboxJobStore) { stores.withLock { $0.append(store) } }

    func report() async -> [JobReport] {
        var reports: [JobReport] = []
        for store in stores.withLock(\.self) { reports += await store.report() }
        return reports
    }

    func release() async {
        for store in stores.withLock(\.self) { await store.release() }
    }
}
