public import EaselCore
import EaselHistory
import EaselMedia
public import Foundation

/// What an import brought.
public struct ImportReport: Sendable {
    public struct Problem: Sendable {
        /// The line, document or row, from 1.
        public var line: Int
        public var message: String
    }

    /// Generations that history had not known.
    public var added = 0
    /// Generations that history knew already; they stay as they are.
    public var known = 0
    /// Files of the added ones that are in place here.
    public var files = 0
    /// Files of the added ones that were not found here.
    public var missingFiles = 0
    public var problemCount = 0
    /// The first thousand of what was skipped.
    public var problems: [Problem] = []
}

/// Where an import comes from.
public enum ImportFormat: String, Sendable, CaseIterable {
    /// Told from the file.
    case auto
    /// What `easel history export --format json` writes.
    case easel
    /// The log database of the `llm` command line.
    case llm
    /// Records of the base web app's Firestore collection, as JSON.
    case firestore
}

extension EaselRuntime {
    /// Takes generations over from a file; what is wrong is told by its line and skipped. Only a few lines are held at a time.
    ///
    /// - Parameters:
    ///   - media: a folder with the files that belong to the generations; nil where they are in place already.
    ///   - progress: told now and then how many lines were read.
    public func importHistory(
        _ file: URL, as format: ImportFormat, media: URL? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(EaselError) -> ImportReport {
        let files = ImportedFiles(folder: media, curation: store)
        let intake = ImportIntake(store: store, files: files, progress: progress)
        switch try format == .auto ? Self.format(of: file) : format {
        case .llm: try await LLMImport(log: LLMLog(file)).run(into: intake)
        case .firestore: try await FirestoreImport(file: file).run(into: intake)
        case .easel, .auto:
            try await LineFile.read(file) { (line, number) async throws(EaselError) in
                try await intake.take(number) { () throws(EaselError) in
                    guard let exported = try? JSONDecoder().decode(ExportedGeneration.self, from: line) else {
                        throw ExportedGeneration.wrong("it is no exported generation")
                    }
                    return ImportedEntry(entry: try exported.entry(), exchanges: exported.keptExchanges)
                }
            }
        }
        return try await intake.finish()
    }

    private static func format(of file: URL) throws(EaselError) -> ImportFormat {
        let start = try LineFile.start(of: file)
        if LLMLog.isDatabase(start) { return .llm }
        let text = String(decoding: start, as: UTF8.self)
        guard let first = text.first(where: { !$0.isWhitespace }) else { return .easel }
        guard first == "{" || first == "[" else {
            throw EaselError(
                .invalidRequest, "\(file.lastPathComponent) is nothing that can be taken over.",
                remedy: "Exports of Easel (JSON lines), the log database of llm and Firestore records (JSON) can.")
        }
        let isOurs = text.firstRange(of: "\"easel\":") != nil && text.first == "{"
        return isOurs ? .easel : .firestore
    }
}

/// A generation from elsewhere.
struct ImportedEntry: Sendable {
    var entry: HistoryEntry
    var exchanges: [HTTPExchange] = []
}

/// Takes entries one by one, keeps them some at a time, and counts what became of them.
actor ImportIntake {
    /// So many share a commit.
    private static let together = 256
    private(set) var report = ImportReport()
    private let store: GRDBHistoryStore
    private let files: ImportedFiles
    private let progress: @Sendable (Int) -> Void
    private var waiting: [(line: Int, entry: ImportedEntry)] = []

    init(store: GRDBHistoryStore, files: ImportedFiles, progress: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.store = store
        self.files = files
        self.progress = progress
    }

    /// What cannot be read is noted; a history that cannot be written ends the import.
    func take(_ line: Int, _ read: @Sendable () throws(EaselError) -> ImportedEntry) async throws(EaselError) {
        if Task.isCancelled { throw .cancelled }
        do throws(EaselError) {
            waiting.append((line, try read()))
        } catch {
            try pass(line, error)
        }
        guard waiting.count >= Self.together else { return }
        try await flush()
        progress(line)
    }

    func skip(_ line: Int, _ message: String) {
        report.problemCount += 1
        if report.problems.count < 1000 { report.problems.append(.init(line: line, message: message)) }
    }

    /// Keeps what waits, and tells what became of all.
    func finish() async throws(EaselError) -> ImportReport {
        try await flush()
        report.problems.sort { $0.line < $1.line }
        return report
    }

    private func flush() async throws(EaselError) {
        let batch = waiting
        waiting = []
        let failures = await withTaskGroup(of: (line: Int, failure: EaselError?).self) { group in
            for (line, entry) in batch {
                group.addTask {
                    do throws(EaselError) {
                        try await self.keep(entry)
                        return (line, nil)
                    } catch {
                        return (line, error)
                    }
                }
            }
            var ends: [(line: Int, failure: EaselError?)] = []
            for await end in group { ends.append(end) }
            return ends
        }
        for (line, failure) in failures { if let failure { try pass(line, failure) } }
    }

    private func pass(_ line: Int, _ error: EaselError) throws(EaselError) {
        guard error.kind == .invalidRequest else { throw error }
        skip(line, error.message)
    }

    private func keep(_ imported: ImportedEntry) async throws(EaselError) {
        guard try await store.record(imported.entry.id) == nil else {
            report.known += 1
            return
        }
        var entry = imported.entry
        var findings: [AssetFinding] = []
        for (position, asset) in entry.record.assets.enumerated() {
            let found = try await files.place(of: asset)
            if let found { entry.record.assets[position].path = found }
            entry.record.assets[position].index = position
            findings.append(AssetFinding(id: entry.id, index: position, state: found == nil ? .missing : .present))
        }
        guard try await store.adopt(entry) else {
            report.known += 1
            return
        }
        report.added += 1
        if !imported.exchanges.isEmpty { try await store.keep(imported.exchanges, of: entry.id) }
        report.files += findings.count { $0.state == .present }
        let missing = findings.filter { $0.state == .missing }
        report.missingFiles += missing.count
        if !missing.isEmpty { try await store.note(missing, at: Date()) }
    }
}

/// Finds the files of imported generations on this machine.
actor ImportedFiles {
    private let folder: URL?
    private let curation: any HistoryCuration
    private var byName: [String: [String]]?

    init(folder: URL?, curation: any HistoryCuration) {
        self.folder = folder
        self.curation = curation
    }

    /// Where the very content is: at its path, in the folder under its name, or where history knows it already. Nil when it is
    /// nowhere.
    func place(of asset: Asset) async throws(EaselError) -> String? {
        let holdsIt = { (path: String) in
            ContentDigest.size(ofFile: path) == asset.bytes && ContentDigest.sha256(ofFile: path) == asset.sha256
        }
        if holdsIt(asset.path) { return asset.path }
        if let found = files(named: (asset.path as NSString).lastPathComponent).first(where: holdsIt) { return found }
        return try await curation.files(withSHA256: asset.sha256, limit: 3).map(\.asset.path).first(where: holdsIt)
    }

    /// The paths in the folder that end in a name.
    private func files(named name: String) -> [String] {
        if byName == nil { byName = Self.index(folder) }
        return byName?[name] ?? []
    }

    private static func index(_ folder: URL?) -> [String: [String]] {
        guard let folder, let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            return [:]
        }
        var index: [String: [String]] = [:]
        for case let file as URL in walk {
            index[file.lastPathComponent, default: []].append(file.standardizedFileURL.path)
        }
        return index
    }
}
