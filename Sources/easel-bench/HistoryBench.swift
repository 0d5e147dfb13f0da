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

    @Flag(help: "Print a JSON object for each thing.")
    var json = false

    func run() async throws {
        let place = URL(fileURLWithPath: file)
        let isThere = FileManager.default.fileExists(atPath: place.path)
        let store = try GRDBHistoryStore.open(at: place)
        if !isThere { try await fill(store) }
        guard rounds > 0 else { return }
        if !json { Sampling.heading(requests: try await store.facets().total, concurrency: 1) }
        for (name, work) in try await HistoryTasks(store).all {
            _ = try await work()
            let sampling = await Sampling.run(rounds, 1) { _ in (try? await work()) != nil }
            if json { sampling.report(name) } else { sampling.show(name) }
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
}
