import EaselConfig
public import EaselCore
import EaselEngine
import EaselHistory
import EaselMedia
import Foundation

/// What became of a file that history knows.
public enum FileState: String, Sendable, Encodable {
    case present
    /// Something else is under its name, and its own content is nowhere.
    case changed
    case missing
    /// The same content is at another path.
    case moved
}

/// A file that history knows, as it was found.
public struct FileFinding: Sendable {
    public var file: IndexedFile
    public var state: FileState
    /// Where a moved file is.
    public var newPath: String?
}

/// What a rebuild of the history from the notes beside the files brought.
public struct RebuildReport: Sendable {
    /// Generations that were read back.
    public var generations = 0
    /// Files that history had not known.
    public var added = 0
    /// Files that history knew already.
    public var known = 0
    /// Notes whose file is gone or has another size.
    public var orphans = 0
    /// Notes that could not be read, the first hundred.
    public var unreadable: [String] = []
}

extension EaselRuntime {
    /// Compares the files that history knows with the disk; reports each of them once. Those that are not in their place can be
    /// filtered for afterwards.
    ///
    /// - Parameter verifying: hash the files that are in place; without it their size is believed.
    public func checkFiles(
        verifying: Bool, report: @Sendable (FileFinding) async throws(EaselError) -> Void
    ) async throws(EaselError) {
        let problems = FileProblems()
        _ = try await MediaAudit(root: setup.settings.output.value).check(
            KnownFiles(index: store), verifying: verifying
        ) {
            (file, finding) async throws(EaselError) in
            let found = FileFinding(file, finding)
            await problems.note(found)
            try await report(found)
        }
        let findings = await problems.findings
        // Some at a time: whoever writes meanwhile waits for no more than those.
        for start in stride(from: 0, to: findings.count, by: 500) {
            try await store.note(Array(findings[start..<min(start + 500, findings.count)]), at: setup.pace.now())
        }
        let seen = Set(findings.map(\.id))
        // What was missing the last time may be back.
        var missing = HistoryFilter()
        missing.files = .missing
        try await desk.each(missing) { entry throws(EaselError) in
            if seen.contains(entry.id) { return }
            try await desk.look(at: entry.record, verifying: false)
        }
    }

    /// Keeps the new paths of files that were found elsewhere.
    public func adopt(_ findings: [FileFinding]) async throws(EaselError) {
        try await store.move(findings.compactMap { finding in finding.newPath.map { MovedFile(finding.file, to: $0) } })
    }

    /// Reads generations back from the notes beside the files, and adds what history does not know.
    public func rebuildHistory() async throws(EaselError) -> RebuildReport {
        let added = FileCount()
        let harvest = try await MediaAudit(root: setup.settings.output.value).rebuild {
            (record) async throws(EaselError) in
            await added.add(try await store.adopt(record))
        }
        return RebuildReport(
            generations: harvest.records, added: await added.value, known: harvest.files - (await added.value),
            orphans: harvest.orphans, unreadable: harvest.unreadable)
    }
}

extension FileFinding {
    init(_ file: IndexedFile, _ finding: MediaAudit.Finding) {
        self.file = file
        switch finding {
        case .present: state = .present
        case .changed: state = .changed
        case .missing: state = .missing
        case .moved(let path):
            state = .moved
            newPath = path
        }
    }
}

/// Files that are not in their place.
private actor FileProblems {
    private(set) var findings: [AssetFinding] = []

    func note(_ finding: FileFinding) {
        guard finding.state != .present else { return }
        let state: AssetState = finding.state == .changed ? .changed : .missing
        findings.append(AssetFinding(id: finding.file.id, index: finding.file.index, state: state))
    }
}

private actor FileCount {
    private(set) var value = 0

    func add(_ count: Int) { value += count }
}

/// All files that history knows, a page in memory at a time.
private struct KnownFiles: AsyncSequence, Sendable {
    typealias Element = IndexedFile
    typealias Failure = any Error
    let index: any MediaIndex

    struct AsyncIterator: AsyncIteratorProtocol {
        let index: any MediaIndex
        var page: ArraySlice<IndexedFile> = []
        var last: IndexedFile?

        mutating func next() async throws -> IndexedFile? {
            if page.isEmpty { page = try await index.files(after: last, limit: 500)[...] }
            last = page.popFirst()
            return last
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(index: index) }
}
