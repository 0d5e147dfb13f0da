public import EaselCore

/// Cuts a stream of bytes into lines that end in CR, LF or CRLF, wherever the chunks are cut.
public struct LineSplitter: Sendable {
    private var partial: [UInt8] = []
    private var lastWasReturn = false
    private let limit: Int

    /// A line of more than `limit` bytes is an `invalidResponse`.
    public init(limit: Int) { self.limit = limit }

    /// Takes the next chunk and returns the lines that it completes, without their ends.
    public mutating func feed(_ chunk: [UInt8]) throws(EaselError) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = chunk.startIndex
        for index in chunk.indices where chunk[index] == 0x0A || chunk[index] == 0x0D {
            let isSecondHalf = chunk[index] == 0x0A && lastWasReturn && index == start && partial.isEmpty
            if !isSecondHalf {
                try grow(by: chunk[start..<index])
                lines.append(partial)
                partial = []
            }
            lastWasReturn = chunk[index] == 0x0D
            start = index + 1
        }
        if start < chunk.endIndex {
            lastWasReturn = false
            try grow(by: chunk[start...])
        }
        return lines
    }

    /// The last line, if the stream ended without ending it.
    public mutating func finish() -> [UInt8]? {
        defer { partial = [] }
        return partial.isEmpty ? nil : partial
    }

    private mutating func grow(by bytes: ArraySlice<UInt8>) throws(EaselError) {
        guard partial.count + bytes.count <= limit else {
            throw EaselError(.invalidResponse, "The stream holds a line of more than \(limit) bytes.")
        }
        partial += bytes
    }
}
