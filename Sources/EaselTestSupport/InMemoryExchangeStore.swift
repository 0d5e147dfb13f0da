public import EaselCore
public import Foundation
import Synchronization

/// Exchanges that are forgotten with the test.
public final class InMemoryExchangeStore: ExchangeStore {
    private let state = Mutex<[JobID: [Int: HTTPExchange]]>([:])

    public init() {}

    public func keep(_ exchanges: [HTTPExchange], of id: JobID) async throws(EaselError) {
        state.withLock { kept in
            for exchange in exchanges { kept[id, default: [:]][exchange.number] = exchange }
        }
    }

    public func exchanges(of id: JobID) async throws(EaselError) -> [HTTPExchange] {
        state.withLock { $0[id, default: [:]].values.sorted { $0.number < $1.number } }
    }

    public func forgetExchanges(of id: JobID, attempt: Int) async throws(EaselError) {
        state.withLock { kept in kept[id] = kept[id]?.filter { $0.value.attempt != attempt } }
    }

    public func forgetExchanges(before date: Date) async throws(EaselError) -> Int {
        state.withLock { kept in
            let old = kept.values.flatMap(\.values).count { $0.sentAt < date }
            for (id, exchanges) in kept { kept[id] = exchanges.filter { $0.value.sentAt >= date } }
            return old
        }
    }
}
