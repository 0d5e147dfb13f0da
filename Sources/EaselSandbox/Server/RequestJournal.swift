import Foundation

/// The last requests, for tests that ask what was really sent.
actor RequestJournal {
    private var entries: [JournalEntry] = []
    private var count = 0

    /// Older questions are dropped beyond this many; they would push out what was ordered.
    private static let mostQuestions = 2000
    /// Older entries of any kind are dropped beyond this many.
    private static let capacity = 12_000
    private var questions = 0

    /// Opens an entry and returns its number.
    func open(service: String, request: SandboxRequest) -> Int {
        count += 1
        if request.method == "GET" { questions += 1 }
        if questions > Self.mostQuestions { dropQuestions() }
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
        questions = 0
    }

    /// Drops the oldest quarter of the questions.
    private func dropQuestions() {
        var left = Self.mostQuestions / 4
        questions -= left
        entries.removeAll { entry in
            guard entry.method == "GET", left > 0 else { return false }
            left -= 1
            return true
        }
    }

    private func index(of number: Int) -> Int? {
        entries.lastIndex { $0.number == number }
    }
}
