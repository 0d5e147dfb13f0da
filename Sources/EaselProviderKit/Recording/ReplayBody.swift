import EaselCore
import Foundation

/// A recorded body: its pieces come when they came, from the disk as they are read.
struct ReplayBody: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error
    let body: URL
    let pieces: URL
    let pace: ReplayPace

    struct AsyncIterator: AsyncIteratorProtocol {
        private let pace: ReplayPace
        private let file: FileHandle?
        private var rest: ArraySlice<Substring>
        /// Milliseconds after the head up to which has been waited.
        private var now = 0

        init(_ source: ReplayBody) {
            pace = source.pace
            file = try? FileHandle(forReadingFrom: source.body)
            let text = (try? String(contentsOf: source.pieces, encoding: .utf8)) ?? ""
            rest = text.split(separator: "\n")[...]
        }

        mutating func next() async throws -> [UInt8]? {
            guard let line = rest.popFirst() else {
                throw EaselError(.unavailable, "The recording ends here: nobody read the rest of the answer.")
            }
            switch RecordedPiece(line) {
            case .bytes(let count, let time):
                try await wait(until: time)
                guard let bytes = try file?.read(upToCount: count), bytes.count == count else { throw damaged }
                return [UInt8](bytes)
            case .complete(let time):
                try await wait(until: time)
                rest = [line]
                return nil
            case .failed(let error, let time):
                try await wait(until: time)
                throw error
            case nil: throw damaged
            }
        }

        private mutating func wait(until time: Int) async throws(EaselError) {
            if Task.isCancelled { throw .cancelled }
            try await pace.wait(.milliseconds(time - now))
            now = Swift.max(now, time)
        }

        private var damaged: EaselError {
            EaselError(.configuration, "The recording is damaged: a body is shorter than it was.")
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}
