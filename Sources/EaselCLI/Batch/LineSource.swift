import EaselCore
import EaselEngine
import Foundation

/// The lines of a file or of standard input, one at a time, in memory that does not grow with the file.
///
/// Empty lines are passed over; a byte order mark and the carriage returns of other systems are not part of a line.
struct LineSource: AsyncSequence, Sendable {
    typealias Element = BatchInput
    typealias Failure = any Error

    /// A line that is longer is not read.
    static let longest = 16_000_000
    let handle: FileHandle

    /// Opens a file, or standard input for `-`. Throws `storage` when it cannot be read.
    init(_ path: String) throws(EaselError) {
        guard path != "-" else {
            handle = .standardInput
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            let handle = FileHandle(forReadingAtPath: path)
        else {
            throw EaselError(
                .storage, "\(TerminalSafeText.line(path)) cannot be read.", remedy: "Name a file of JSON lines, or -.")
        }
        self.handle = handle
    }

    init(_ handle: FileHandle) { self.handle = handle }

    func makeAsyncIterator() -> Iterator { Iterator(handle: handle) }

    struct Iterator: AsyncIteratorProtocol {
        private static let pieceLength = 65_536
        let handle: FileHandle
        private var rest: [UInt8] = []
        private var position = 0
        private var number = 0
        private var isAtEnd = false

        init(handle: FileHandle) { self.handle = handle }

        mutating func next() async throws -> BatchInput? {
            while let line = try await line() {
                number += 1
                guard let text = line.text else { return BatchInput(number: number, text: nil) }
                let bare = Self.bare(text, isFirst: number == 1)
                if !bare.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return BatchInput(number: number, text: bare) }
            }
            return nil
        }

        /// The next line, nil at the end; its text is nil when it is too long.
        private mutating func line() async throws -> (text: [UInt8]?, Void)? {
            var searched = position
            var isTooLong = false
            while true {
                if let end = rest[searched...].firstIndex(of: 0x0A) {
                    defer { position = end + 1 }
                    return (isTooLong ? nil : Array(rest[position..<end]), ())
                }
                if isAtEnd {
                    guard isTooLong || position < rest.count else { return nil }
                    defer { position = rest.count }
                    return (isTooLong ? nil : Array(rest[position...]), ())
                }
                if rest.count - position > LineSource.longest { isTooLong = true }
                rest.removeFirst(isTooLong ? rest.count : position)
                position = 0
                searched = rest.count
                try await fill()
            }
        }

        /// Reads off the tasks' threads: a pipe may be silent for hours.
        private mutating func fill() async throws {
            let handle = handle
            let piece = try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try handle.read(upToCount: Self.pieceLength) })
                }
            }
            guard let piece, !piece.isEmpty else { return isAtEnd = true }
            rest += piece
        }

        private static func bare(_ line: [UInt8], isFirst: Bool) -> [UInt8] {
            var line = line[...]
            if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
            if line.last == 0x0D { line = line.dropLast() }
            return Array(line)
        }
    }
}
