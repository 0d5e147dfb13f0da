import EaselCore
import Synchronization

/// Files that are what a test says they are.
final class InMemoryMediaShelf: MediaShelf {
    private let states = Mutex<[String: AssetState]>([:])
    private let gone = Mutex<[String]>([])

    init() {}

    /// Says how a file is found from now on; files that nothing was said of are present.
    func set(_ path: String, _ state: AssetState) { states.withLock { $0[path] = state } }

    /// The files that were deleted, in their order.
    var removed: [String] { gone.withLock { $0 } }

    func look(
        at asset: Asset, known: Double?, verifying: Bool
    ) async throws(EaselError) -> (state: AssetState, modified: Double?) {
        let state = states.withLock { $0[asset.path] } ?? .present
        return (state == .touched && verifying ? .present : state, state == .missing ? nil : 1)
    }

    func remove(_ asset: Asset) async throws(EaselError) -> Bool {
        guard states.withLock({ $0[asset.path] }) != .missing else { return false }
        states.withLock { $0[asset.path] = .missing }
        gone.withLock { $0.append(asset.path) }
        return true
    }
}
