public import EaselCore

/// Everything that is known of one generation.
public struct HistoryDetail: Hashable, Sendable {
    public var entry: HistoryEntry
    /// How its files are, in their order.
    public var files: [AssetFinding]
    /// What it was made from, the nearest first; ends where an earlier one has left the history.
    public var ancestors: [HistoryEntry]
    /// What was made from it, oldest first.
    public var children: [HistoryEntry]
    /// The turns of its conversation up to it, oldest first; empty when it goes on from none.
    public var conversation: [GenerationRecord]

    public init(
        entry: HistoryEntry, files: [AssetFinding], ancestors: [HistoryEntry], children: [HistoryEntry],
        conversation: [GenerationRecord]
    ) {
        self.entry = entry
        self.files = files
        self.ancestors = ancestors
        self.children = children
        self.conversation = conversation
    }
}

extension HistoryDesk {
    private static let mostRelatives = 50

    /// Looks at the files as well, and keeps how they were found.
    ///
    /// - Parameter verifying: read the files and compare their checksums.
    public func detail(_ id: JobID, verifying: Bool = false) async throws(EaselError) -> HistoryDetail {
        let entry = try await entry(id)
        let turns =
            entry.record.earlierTurn == nil
            ? [] : try await history.conversation(endingAt: id, limit: Self.mostRelatives)
        return HistoryDetail(
            entry: entry, files: try await look(at: entry.record, verifying: verifying),
            ancestors: try await ancestors(of: entry),
            children: try await entries(history.children(of: id, limit: Self.mostRelatives)), conversation: turns)
    }

    public func entry(_ id: JobID) async throws(EaselError) -> HistoryEntry {
        guard let entry = try await curation.entry(id) else {
            throw EaselError(
                .invalidRequest, "The history has no generation \(id.short).",
                remedy: "`easel history list` shows what it has.")
        }
        return entry
    }

    /// Looks at all files of a generation and keeps what changed.
    @discardableResult
    public func look(
        at record: GenerationRecord, verifying: Bool
    ) async throws(EaselError) -> [AssetFinding] {
        let known = Dictionary(
            try await curation.findings(of: record.id).map { ($0.index, $0) }, uniquingKeysWith: { $1 })
        var findings: [AssetFinding] = []
        for (position, asset) in record.assets.enumerated() {
            let index = asset.index ?? position
            let before = known[index]
            let look = try await shelf.look(
                at: asset, known: before?.state == .present ? before?.modified : nil, verifying: verifying)
            var finding = AssetFinding(id: record.id, index: index, state: look.state, modified: look.modified)
            // What a checksum told holds as long as nobody wrote to the file.
            if let before, before.state == .changed, look.state == .present, !verifying,
                before.modified == look.modified
            {
                finding.state = .changed
            }
            findings.append(finding)
        }
        let news = findings.filter { known[$0.index] != $0 && $0.state != .touched }
        if !news.isEmpty { try await curation.note(news, at: now()) }
        return findings
    }

    private func ancestors(of entry: HistoryEntry) async throws(EaselError) -> [HistoryEntry] {
        var ancestors: [HistoryEntry] = []
        var seen: Set<JobID> = [entry.id]
        var next = entry.record.draft.lineage?.parent
        while let id = next, ancestors.count < Self.mostRelatives, seen.insert(id).inserted,
            let earlier = try await curation.entry(id)
        {
            ancestors.append(earlier)
            next = earlier.record.draft.lineage?.parent
        }
        return ancestors
    }

    private func entries(_ records: [GenerationRecord]) async throws(EaselError) -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        for record in records {
            entries.append(try await curation.entry(record.id) ?? HistoryEntry(record: record))
        }
        return entries
    }
}
