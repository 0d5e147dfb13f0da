public import EaselCore
import EaselProviderKit
public import Foundation

/// Copies media files to Cloud Storage, through crashes and failures, each by one process at a time.
public actor CloudMirror: MediaMirror {
    let storage: CloudStorage
    let ledger: any UploadLedger
    let home: CloudHome
    let holder: UploadHolder
    /// How time passes; tests replace it.
    let pace: UploadPace
    /// What this process uploads at the moment: its lease lets all of its own tasks in.
    private var active: Set<UploadKey> = []

    public init(
        _ storage: CloudStorage, ledger: any UploadLedger, home: CloudHome, holder: UploadHolder,
        pace: UploadPace = UploadPace()
    ) {
        self.storage = storage
        self.ledger = ledger
        self.home = home
        self.holder = holder
        self.pace = pace
    }

    /// Throws `configuration` for an address that is no place in Cloud Storage, and what stands against every upload.
    public nonisolated func prepare(_ draft: GenerationDraft) async throws(EaselError) {
        guard try home.folder(for: draft) != nil else { return }
        if let obstacle = home.obstacle { throw obstacle }
    }

    /// A file whose path cannot be the name of an object has no second home.
    public nonisolated func place(for asset: Asset, of record: GenerationRecord) -> CloudCopy? {
        guard let folder = try? home.folder(for: record.draft),
            let object = try? folder.object(for: asset.path, under: home.root.standardizedFileURL.path)
        else { return nil }
        return CloudCopy(address: object.description, server: server)
    }

    public func copy(
        _ asset: Asset, of id: JobID, progress: @Sendable (Int64) -> Void
    ) async -> CloudCopy {
        let known = asset.cloud ?? CloudCopy(address: "", server: server)
        let key = UploadKey(id, index: asset.index ?? 0)
        guard active.insert(key).inserted else { return known }
        defer { active.remove(key) }
        do {
            return try await copy(key, progress: progress) ?? known
        } catch {
            return known.with(error)
        }
    }

    /// Nil when the upload is not ours to do: it is not known, or another process does it.
    private func copy(_ key: UploadKey, progress: @Sendable (Int64) -> Void) async throws(EaselError) -> CloudCopy? {
        guard let entry = try await ledger.upload(of: key) else { return nil }
        guard entry.copy.state == .pending, entry.copy.server == server, try await take(entry) else {
            return entry.copy
        }
        let copy = await CloudCopying(mirror: self, key: key).run(entry, progress: progress)
        // A cancelled upload stays as its last checkpoint left it.
        if copy.error?.kind != .cancelled { try await ledger.settle(copy, of: key) }
        try await ledger.releaseUpload(key, owner: holder.name)
        return copy
    }

    /// Takes an upload for this process, also from one that died.
    private func take(_ entry: UploadEntry) async throws(EaselError) -> Bool {
        if let owner = entry.owner, owner != holder.name, !holder.isAlive(owner) {
            try await ledger.releaseUpload(entry.key, owner: owner)
        }
        return try await ledger.claimUpload(entry.key, owner: holder.name, until: leaseEnd)
    }

    nonisolated var server: String { storage.endpoint.base.absoluteString }

    /// A piece may take two minutes, and so may the wait before the next one.
    nonisolated var leaseEnd: Date { pace.now().addingTimeInterval(600) }
}

/// Who uploads, as leases name it.
public struct UploadHolder: Sendable {
    public var name: String
    /// Whether the process that a lease names still runs.
    public var isAlive: @Sendable (String) -> Bool

    public init(name: String, isAlive: @escaping @Sendable (String) -> Bool) {
        self.name = name
        self.isAlive = isAlive
    }
}

/// How time and chance come to an upload.
public struct UploadPace: Sendable {
    public var now: @Sendable () -> Date
    /// From 0 up to 1.
    public var random: @Sendable () -> Double
    /// Waits. Throws when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// The system's.
    public init() {
        now = { Date() }
        random = { Double.random(in: 0..<1) }
        sleep = { try await Task.sleep(for: $0) }
    }
}

extension CloudCopy {
    func with(_ error: EaselError) -> CloudCopy {
        var copy = self
        copy.error = error
        return copy
    }
}
