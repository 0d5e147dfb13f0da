import Foundation

/// The last requests, for tests that ask what was really sent.
actor RequestJournal {
    private var entries: [JournalEntry] = []
    private var count = 0

    /// Older entries are dropped beyond this many.
    private static let capacity = 2000

    /// Opens an entry and returns its number.
    func open(service: String, request: SandboxRequest) -> Int {
        count += 1
        if entries.count >= Self.capacity { entries.removeFirst(Self.capacity / 4) }
        entries.append(JournalEntry(number: count, service: service, request: request, time: Date()))
        return count
    }

    func answered(_ number: Int, status: Int, notes: [String]) {
        guard let index = index(of: number) else { return }
        entries[index].status = status
        entries[index].notes = notes
    }

    func ended(_ number: Int, _ outcome: JournalEntry.Outcome) {
        guard let index = index(of: number) else { return }
        entries[index].outcome = outcome
    }

    /// Entries whose path contains `text`, oldest first.
    func entries(pathContaining text: String?) -> [JournalEntry] {
        guard let text, !text.isEmpty else { return entries }
        return entries.filter { $0.path.contains(text) }
    }

    func clear() {
        entries = []
    }

    private func index(of number: Int) -> Int? {
        entries.lastIndex { $0.number == number }
    }
}
