public import EaselCore
public import Foundation

/// The bytes of a response as they arrive. Errors that it throws are `EaselError`s or `CancellationError`.
public typealias HTTPBody = any AsyncSequence<[UInt8], any Error> & Sendable

/// A response whose head is read; its body streams.
public struct HTTPReply: Sendable {
    public var status: Int
    public var headers: HeaderFields
    public var body: HTTPBody

    public init(status: Int, headers: HeaderFields, body: HTTPBody) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public var isSuccess: Bool { (200..<300).contains(status) }

    /// What the server says the body is, nil if it does not say.
    public var contentType: MediaType? { headers["Content-Type"].map(MediaType.init(rawValue:)) }

    /// Reads the whole body. A body of more than `limit` bytes is an `invalidResponse`, and the rest is not read.
    public func collect(limit: Int) async throws(EaselError) -> Data {
        var collected = Data()
        do {
            for try await chunk in body {
                guard collected.count + chunk.count <= limit else {
                    throw EaselError(.invalidResponse, "The answer is larger than \(limit) bytes.")
                }
                collected.append(contentsOf: chunk)
            }
        } catch {
            throw EaselError.transport(error)
        }
        // Some streams end, and do not throw, when their reader is cancelled.
        if Task.isCancelled { throw .cancelled }
        return collected
    }

    /// Reads at most `limit` bytes of a body that only explains a failure; what was read before an error counts.
    public func collectExplanation(limit: Int) async throws(EaselError) -> Data {
        var collected = Data()
        do {
            for try await chunk in body {
                collected.append(contentsOf: chunk.prefix(limit - collected.count))
                if collected.count >= limit { break }
            }
        } catch {
            let failure = EaselError.transport(error)
            if failure.kind == .cancelled { throw failure }
        }
        if Task.isCancelled { throw .cancelled }
        return collected
    }
}
