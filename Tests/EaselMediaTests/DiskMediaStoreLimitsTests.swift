import EaselCore
import EaselMedia
import Foundation
import Testing

/// A file system of 256 kB in memory, where this user may mount one.
private final class SmallDisk {
    let folder: MediaFolder

    init?() {
        guard geteuid() == 0, let folder = try? MediaFolder() else { return nil }
        self.folder = folder
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.url.path) else { return nil }
    }

    deinit { _ = Self.run("umount", "-l", folder.url.path) }

    static let isAvailable = SmallDisk() != nil

    private static func run(_ words: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

struct DiskMediaStoreLimitsTests {
    @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount"))
    func `a disk that fills up is named, and the half file goes`() async throws {
        let disk = try #require(SmallDisk())
        let store = DiskMediaStore(root: disk.folder.url)
        try await store.prepare(nil)
        let piece = [UInt8](repeating: 1, count: 65_536)
        let error = await #expect(throws: EaselError.self) {
            try await store.save(
                .remote("audio/pcm"), at: .test(), from: StubSource([[UInt8]](repeating: piece, count: 8)))
        }
        #expect(error?.kind == .storage)
        #expect(error?.message.contains("No space left") == true)
        #expect(error?.remedy.contains("Free some space") == true)
        #expect(try disk.folder.files().isEmpty)
        let filler = Data(repeating: 1, count: 300 << 10)
        _ = try? filler.write(to: disk.folder.file("filler"))
        await #expect(throws: EaselError.self) { try await store.prepare(nil) }
    }

    @Test func `a file above the user's limit is an error, not the end of the process`() async {
        await #expect(processExitsWith: .success) {
            let folder = try MediaFolder()
            let store = DiskMediaStore(root: folder.url)
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
            try #require(setrlimit(__rlimit_resource_t(1), &limit) == 0)
            let error = await #expect(throws: EaselError.self) {
                try await store.save(
                    MediaReference(.bytes(Data(repeating: 9, count: 1_000_000))), at: .test(), from: NoSource())
            }
            let isRight = try error?.kind == .storage && folder.files().isEmpty
            try FileManager.default.removeItem(at: folder.url)
            exit(isRight ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    @Test func `three hundred megabytes pass through a few`() async {
        await #expect(processExitsWith: .success) {
            let folder = try MediaFolder()
            let before = try #require(peakMemory())
            let source = StubSource { Pieces(count: 4800, size: 65_536) }
            let asset = try await DiskMediaStore(root: folder.url).save(.remote("audio/pcm"), at: .test(), from: source)
            let after = try #require(peakMemory())
            try FileManager.default.removeItem(at: folder.url)
            exit(asset.bytes == 4800 * 65_536 && after - before < 32_000 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    @Test func `base64 is decoded without a second copy of it`() async {
        await #expect(processExitsWith: .success) {
            let folder = try MediaFolder()
            let store = DiskMediaStore(root: folder.url)
            // The pages of the program itself are in memory before it is measured.
            let little = MediaReference(.base64("AAECAwQF"), declaredType: "audio/pcm")
            _ = try await store.save(little, at: .test(), from: NoSource())
            let text = String(repeating: "AAECAwQF", count: 3_000_000)
            let before = try #require(peakMemory())
            let reference = MediaReference(.base64(text), declaredType: "audio/pcm")
            let asset = try await store.save(reference, at: .test(index: 1), from: NoSource())
            let after = try #require(peakMemory())
            try FileManager.default.removeItem(at: folder.url)
            exit(asset.bytes == 18_000_000 && after - before < 12_000 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }
}

/// The most memory that this process ever had, in kilobytes.
private func peakMemory() -> Int? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
}

/// Pieces that are made when they are asked for.
private struct Pieces: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error
    var count: Int
    var size: Int

    struct AsyncIterator: AsyncIteratorProtocol {
        var left: Int
        var size: Int

        mutating func next() async throws -> [UInt8]? {
            guard left > 0 else { return nil }
            left -= 1
            return [UInt8](repeating: 0x01, count: size)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: count, size: size) }
}
