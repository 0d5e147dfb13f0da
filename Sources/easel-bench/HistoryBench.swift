import ArgumentParser
import EaselCore
import EaselHistory
import Foundation

/// A large history: makes one, and measures what a person does with it.
struct HistoryBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Make a history of many rows and measure listings and searches in it.")

    @Option(help: "Where the history is, or is made.")
    var file: String

    @Option(help: "How many rows are made, where there is no file yet.")
    var rows = 100_000

    @Option(help: "How often each thing is done.")
    var rounds = 50

    func run() async throws {
        let place = URL(fileURLWithPath: file)
        let isThere = FileManager.default.fileExists(atPath: place.path)
        let store = try GRDBHistoryStore.open(at: place)
        if !isThere { try await fill(store) }
        Sampling.heading(requests: try await store.facets().total, concurrency: 1)
        for (name, work) in try await tasks(store) {
            let sampling = await Sampling.run(rounds, 1) { _ in (try? await work()) != nil }
            sampling.show(name)
        }
    }

    private func fill(_ store: GRDBHistoryStore) async throws {
        var sample = HistorySample(total: rows)
        let start = ContinuousClock.now
        for first in stride(from: 0, to: rows, by: 256) {
            let entries = (first..<min(first + 256, rows)).map { sample.entry($0) }
            // Writes that wait together share a commit.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for entry in entries { group.addTask { _ = try await store.adopt(entry) } }
                try await group.waitForAll()
            }
            if first % 25_600 == 0 { FileHandle.standardError.write(Data("\(first) rows\n".utf8)) }
        }
        _ = try await store.vacuum()
        print("\(rows) rows in \(ContinuousClock.now - start)")
    }

    private typealias Work = @Sendable () async throws -> Void

    private func tasks(_ store: GRDBHistoryStore) async throws -> [(String, Work)] {
        let list = { @Sendable (filter: HistoryFilter, sort: HistorySort) async throws in
            _ = try await store.list(HistoryRequest(filter, sort: sort))
        }
        let combined = Self.filter("harbour") {
            $0.modalities = [.image]
            $0.providers = ["fal", "vertex"]
            $0.statuses = [.succeeded]
            $0.isSandbox = false
        }
        let starred = Self.filter {
            $0.isStarred = true
            $0.files = .with
            $0.modalities = [.video]
        }
        return [
            (
                "open: page, facets",
                {
                    try await list(Self.filter(), .newest)
                    _ = try await store.facets()
                }
            ),
            ("first page", { try await list(Self.filter(), .newest) }),
            (
                "scroll anywhere",
                {
                    let cursor = try await store.cursor(at: .random(in: 0..<1))
                    _ = try await store.list(HistoryRequest(after: cursor))
                }
            ),
            ("rare word", { try await list(Self.filter(HistorySample.rareWord), .newest) }),
            ("common word", { try await list(Self.filter(HistorySample.commonWord), .newest) }),
            ("prefix of 3", { try await list(Self.filter("lig"), .newest) }),
            ("prefix of 5", { try await list(Self.filter("harbo"), .newest) }),
            ("phrase", { try await list(Self.filter("\"soft light\""), .newest) }),
            ("Japanese", { try await list(Self.filter("夜明"), .newest) }),
            ("filters and a word", { try await list(combined, .newest) }),
            ("star, files, video", { try await list(starred, .newest) }),
            ("tag", { try await list(Self.filter { $0.tags = ["tag 3"] }, .newest) }),
            ("by cost", { try await list(Self.filter(), .cost) }),
            ("by rating, images", { try await list(Self.filter { $0.modalities = [.image] }, .rating) }),
            ("count of filters", { _ = try await store.count(combined) }),
            ("facets", { _ = try await store.facets() }),
        ]
    }

    private static func filter(_ search: String = "", _ change: (inout HistoryFilter) -> Void = { _ in }) -> HistoryFilter {
        var filter = HistoryFilter(search: search)
        change(&filter)
        return filter
    }
}
