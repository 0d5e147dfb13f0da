public import EaselCore
import Foundation

extension MediaAudit {
    /// What a rebuild found.
    public struct Harvest: Hashable, Sendable {
        /// Records that were handed out.
        public var records = 0
        /// Files in them.
        public var files = 0
        /// Notes whose file is gone or has another size.
        public var orphans = 0
        /// Paths of notes that could not be read, the first hundred.
        public var unreadable: [String] = []

        public init() {}

        fileprivate mutating func add(_ record: GenerationRecord) {
            records += 1
            files += record.assets.count
        }
    }

    /// Reads generations back from the notes beside the files, and nothing else. Each record is finished and has those of its
    /// files that are there, in their order, at the paths where they are; checksums are the notes' word. A file that is not
    /// beside its note is looked for by the checksum; memory grows with the number of these.
    ///
    /// A generation whose files are in several folders, or far apart in a large one, comes again with further files: its row
    /// is opened once, the files are added.
    @concurrent
    public func rebuild(
        report: @Sendable (GenerationRecord) async throws(EaselError) -> Void
    ) async throws(EaselError) -> Harvest {
        var harvest = Harvest()
        var orphans: [MediaSidecar] = []
        var folders = FolderWalk(root: root, depth: 64).iterator
        while let (folder, names) = folders.next() {
            let notes = names.filter { $0.hasSuffix(MediaSidecar.suffix) }
            for start in stride(from: 0, to: notes.count, by: 1000) {
                guard !Task.isCancelled else { throw .cancelled }
                let batch = notes[start..<min(start + 1000, notes.count)]
                for record in Self.records(of: batch.map { folder + "/" + $0 }, &harvest, &orphans) {
                    harvest.add(record)
                    try await report(record)
                }
            }
        }
        for record in try found(orphans, &harvest) {
            harvest.add(record)
            try await report(record)
        }
        return harvest
    }

    /// The generations of notes whose files are elsewhere, as far as these are anywhere.
    private func found(_ orphans: [MediaSidecar], _ harvest: inout Harvest) throws(EaselError) -> [GenerationRecord] {
        var search = MovedFiles(root: root)
        for note in orphans { search.look(for: IndexedFile(id: note.id, index: note.index, asset: note.asset(at: ""))) }
        var found: [JobID: [(MediaSidecar, Asset)]] = [:]
        do {
            for (note, (_, finding)) in zip(orphans, try search.find()) {
                guard case .moved(let path) = finding else {
                    harvest.orphans += 1
                    continue
                }
                found[note.id, default: []].append((note, note.asset(at: path)))
            }
        } catch {
            throw .cancelled
        }
        return found.values.compactMap(Self.record).sorted { $0.id < $1.id }
    }

    private static func records(
        of notes: [String], _ harvest: inout Harvest, _ orphans: inout [MediaSidecar]
    ) -> [GenerationRecord] {
        var found: [JobID: [(MediaSidecar, Asset)]] = [:]
        for path in notes {
            let file = String(path.dropLast(MediaSidecar.suffix.count))
            guard let note = MediaSidecar(path: path), note.createdAt != nil else {
                // A result of type JSON is no note: it has one of its own.
                if MediaSidecar(beside: path) == nil, harvest.unreadable.count < 100 { harvest.unreadable.append(path) }
                continue
            }
            guard SmallFile.size(file) == note.bytes else {
                orphans.append(note)
                continue
            }
            found[note.id, default: []].append((note, note.asset(at: file)))
        }
        return found.values.compactMap(record).sorted { $0.id < $1.id }
    }

    private static func record(_ parts: [(note: MediaSidecar, asset: Asset)]) -> GenerationRecord? {
        let parts = parts.sorted { ($0.note.index, $0.asset.path) < ($1.note.index, $1.asset.path) }
        guard let note = parts.last?.note, let created = note.createdAt else { return nil }
        let draft = GenerationDraft(
            modality: note.modality, prompt: note.prompt, parameters: note.parameters, attachments: note.attachments)
        var record = GenerationRecord(
            id: note.id, createdAt: created, draft: draft, provider: note.provider, model: note.model,
            isSandbox: note.isSandbox)
        record.status = .succeeded
        record.warnings = note.warnings
        record.usage = note.usage ?? Usage()
        record.assets = parts.map(\.asset)
        return record
    }
}
