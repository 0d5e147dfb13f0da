public import EaselCore
public import Foundation
import Synchronization

/// Keeps one access token and renews it before it ends; however many ask at once, it is fetched once.
///
/// A caller that is cancelled stops waiting at once; when nobody waits any more, the fetch is cancelled too.
public final class GoogleTokenCache: Sendable {
    private struct State {
        var current: AccessToken?
        /// Every token that went out and may be echoed, newest last.
        var used: [Credential] = []
        var waiters: [Int: CheckedContinuation<Result<AccessToken, EaselError>, Never>] = [:]
        var fetch: Task<Void, Never>?
        var count = 0
    }

    private let state = Mutex(State())
    private let fetch: @Sendable () async throws(EaselError) -> AccessToken
    private let now: @Sendable () -> Date

    public convenience init(_ fetcher: GoogleTokenFetcher) {
        self.init(now: fetcher.now) { () async throws(EaselError) in try await fetcher.fetch() }
    }

    /// - Parameter fetch: brings a new token.
    public init(
        now: @escaping @Sendable () -> Date = { Date() },
        fetch: @escaping @Sendable () async throws(EaselError) -> AccessToken
    ) {
        self.now = now
        self.fetch = fetch
    }

    deinit { state.withLock(\.fetch)?.cancel() }

    /// A token with enough life left. When a renewal fails while the old token still works, the old one is returned.
    public func token() async throws(EaselError) -> AccessToken {
        if let token = state.withLock(\.current), token.isFresh(at: now()) { return token }
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in join(number, continuation) }
        } onCancel: {
            leave(number)
        }
        return try result.get()
    }

    /// Forgets the token, for a service that does not accept it any more (HTTP 401).
    ///
    /// - Parameter isMeant: whether it is this one; by now another may be kept.
    public func invalidate(where isMeant: (AccessToken) -> Bool = { _ in true }) {
        state.withLock { state in if state.current.map(isMeant) == true { state.current = nil } }
    }

    /// The tokens of this process, to be cut out of whatever a server echoes.
    public var secrets: [Credential] { state.withLock(\.used) }

    private func join(_ number: Int, _ continuation: CheckedContinuation<Result<AccessToken, EaselError>, Never>) {
        // A cancellation before this point found nobody to wake.
        let isCancelled = Task.isCancelled
        state.withLock { state in
            guard !isCancelled else { return continuation.resume(returning: .failure(.cancelled)) }
            if let token = state.current, token.isFresh(at: now()) {
                return continuation.resume(returning: .success(token))
            }
            state.waiters[number] = continuation
            guard state.fetch == nil else { return }
            state.fetch = Task { [weak self, fetch] in
                do throws(EaselError) {
                    let token = try await fetch()
                    self?.finish(.success(token))
                } catch {
                    self?.finish(.failure(error))
                }
            }
        }
    }

    private func leave(_ number: Int) {
        state.withLock { state in
            state.waiters.removeValue(forKey: number)?.resume(returning: .failure(.cancelled))
            guard state.waiters.isEmpty else { return }
            state.fetch?.cancel()
            state.fetch = nil
        }
    }

    private func finish(_ result: Result<AccessToken, EaselError>) {
        state.withLock { state in
            // A fetch that was cancelled has nobody waiting; a later one may be under way.
            if Task.isCancelled { return }
            var result = result
            switch result {
            case .success(let token):
                state.current = token
                state.used = (state.used + [token.credential]).suffix(8)
            case .failure:
                if let old = state.current, old.isUsable(at: now()) { result = .success(old) }
            }
            let waiters = state.waiters.values
            state.waiters = [:]
            state.fetch = nil
            for waiter in waiters { waiter.resume(returning: result) }
        }
    }
}
