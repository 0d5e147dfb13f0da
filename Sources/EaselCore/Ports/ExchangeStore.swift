public import Foundation

/// Where the exchanges of generations with their providers are remembered.
public protocol ExchangeStore: Sendable {
    /// Keeps exchanges, each in place of the one of its number. What they say is lost by a power cut before the row's next
    /// important step, and not by the end of the process.
    func keep(_ exchanges: [HTTPExchange], of id: JobID) async throws(EaselError)
    /// What is kept of a generation, in the order of sending; empty where nothing is.
    func exchanges(of id: JobID) async throws(EaselError) -> [HTTPExchange]
    /// Forgets those of one attempt of a generation, from 0.
    func forgetExchanges(of id: JobID, attempt: Int) async throws(EaselError)
    /// Forgets those of generations that were made before a moment. Returns how many exchanges that were.
    func forgetExchanges(before date: Date) async throws(EaselError) -> Int
}

/// Which exchanges with providers are kept.
public enum ExchangeKeeping: String, Sendable, Codable, CaseIterable {
    case all
    /// Those of attempts that did not succeed.
    case failures
    case none
}
