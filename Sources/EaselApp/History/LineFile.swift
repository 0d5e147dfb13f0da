import EaselCore
import Foundation

/// A file of lines, read piece by piece.
enum LineFile {
    private static let longestLine = 1 << 26

    /// Hands over each line that is not blank, with its number from 1. A line over 64 MB is handed over cut short.
    static func read(
        _ file: URL, _ work: (Data, Int) async throws(EaselError) -> Void
    ) async throws(EaselError) {
        let handle = try open(file)
        defer { try? handle.close() }
        var rest = Data()
        var number = 0
        while let piece = try next(handle, file), !piece.isEmpty {
            rest.append(piece)
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: 0x0A) {
                number += 1
                try await hand(rest.subdata(in: start..<end), number, work)
                start = end + 1
            }
            rest = rest.subdata(in: start..<rest.endIndex)
            if rest.count > longestLine { rest = rest.prefix(longestLine) }
        }
        try await hand(rest, number + 1, work)
    }

    /// The first bytes.
    static func start(of file: URL) throws(EaselError) -> Data {
        let handle = try open(file)
        defer { try? handle.close() }
        return try next(handle, file, count: 4096) ?? Data()
    }

    private static func hand(
        _ line: Data, _ number: Int, _ work: (Data, Int) async throws(EaselError) -> Void
    ) async throws(EaselError) {
        if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) { try await work(line, number) }
    }

    private static func open(_ file: URL) throws(EaselError) -> FileHandle {
        do { return try FileHandle(forReadingFrom: file) } catch {
            throw EaselError(
                .storage, "\(file.path) cannot be read.", remedy: "Check that it is there and that you may read it.")
        }
    }

    private static func next(_ handle: FileHandle, _ file: URL, count: Int = 1 << 20) throws(EaselError) -> Data? {
        do { return try handle.read(upToCount: count) } catch {
            throw EaselError(.storage, "Reading \(file.path) broke off.", remedy: "Check the disk.")
        }
    }
}
