public import EaselCore
public import Foundation
import Synchronization

/// Media files that are only names; notes every save in the journal.
public final class InMemoryMediaStore: MediaStore {
    public typealias SaveHook = @Sendable (MediaReference, MediaPlacement) async throws(EaselError) -> Void

    private struct State {
        var files: [URL: MediaInput] = [:]
        var placements: [MediaPlacement] = []
        var unwritable: EaselError?
        var left: [Asset] = []
        var hook: SaveHook?
    }

    private let state = Mutex(State())
    private let journal: CallJournal

    public init(_ journal: CallJournal) { self.journal = journal }

    /// Runs before each save; what it throws, the save throws.
    public func beforeSave(_ hook: @escaping SaveHook) { state.withLock { $0.hook = hook } }

    /// Makes `prepare` fail.
    public func refuseFolder(_ error: EaselError) { state.withLock { $0.unwritable = error } }

    /// Files that an earlier process left in place without telling history.
    public func leave(_ assets: [Asset]) { state.withLock { $0.left = assets } }

    public func recover(_ place: MediaPlacement) async throws(EaselError) -> [Asset] { state.withLock { $0.left } }

    /// Puts a file where an attachment will look for it.
    public func put(_ bytes: Data, _ type: MediaType, at file: URL) {
        let input = MediaInput(role: .reference, bytes: bytes, type: type, name: file.lastPathComponent)
        state.withLock { $0.files[file] = input }
    }

    /// Where saves went, in order.
    public var placements: [MediaPlacement] { state.withLock { $0.placements } }

    public func save(
        _ media: MediaReference, at place: MediaPlacement, from source: any MediaSource
    ) async throws(EaselError) -> Asset {
        if let hook = state.withLock({ $0.hook }) { try await hook(media, place) }
        state.withLock { $0.placements.append(place) }
        journal.note("media.save \(place.index)")
        let type = media.declaredType ?? .binary
        let name = "\(place.id.short)-\(place.index).\(type.fileExtension)"
        return Asset(path: (place.folder?.path ?? "memory") + "/" + name, mediaType: type, bytes: 1, sha256: "")
    }

    public func read(_ attachment: Attachment) async throws(EaselError) -> MediaInput {
        guard var input = state.withLock({ $0.files[attachment.file] }) else {
            throw EaselError(.storage, "There is no file \(attachment.file.lastPathComponent).")
        }
        input.role = attachment.role
        return input
    }

    public func prepare(_ folder: URL?) async throws(EaselError) {
        if let error = state.withLock({ $0.unwritable }) { throw error }
    }
}
