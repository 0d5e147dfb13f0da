import EaselCore
import EaselProviderKit
import Foundation

/// One upload that is ours: tries, waits, goes on, until it is done or has to be left for later.
struct CloudCopying: Sendable {
    let mirror: CloudMirror
    let key: UploadKey

    /// Never throws: how it ended is in the copy.
    @concurrent
    func run(_ entry: UploadEntry, progress: @Sendable (Int64) -> Void) async -> CloudCopy {
        var entry = entry
        var copy = entry.copy
        copy.error = nil
        var patience = UploadPatience()
        do throws(EaselError) {
            let object = try CloudObject(address: copy.address)
            try checkFile(entry.asset)
            let upload = CloudUpload(entry.asset, of: key.id, to: object)
            while true {
                do throws(EaselError) {
                    try await send(upload, entry, progress)
                    copy.state = .stored
                    copy.confirmedBytes = entry.asset.bytes
                    return copy
                } catch {
                    entry = try await mirror.ledger.upload(of: key) ?? entry
                    copy.confirmedBytes = entry.copy.confirmedBytes
                    let wait = patience.wait(after: error, at: copy.confirmedBytes, random: mirror.pace.random())
                    guard let wait else { throw error }
                    do { try await mirror.pace.sleep(wait) } catch { throw .cancelled }
                }
            }
        } catch {
            if Self.isFinal(error) { copy.state = .refused }
            return copy.with(error)
        }
    }

    private func send(
        _ upload: CloudUpload, _ entry: UploadEntry, _ progress: @Sendable (Int64) -> Void
    ) async throws(EaselError) {
        let start = entry.progress.map { known in
            CloudUploadCheckpoint(
                object: upload.object, path: upload.file.path, bytes: entry.asset.bytes, modified: known.modified,
                session: known.session.secret, confirmed: known.confirmed)
        }
        _ = try await mirror.storage.upload(upload, from: start) { (point) async throws(EaselError) in
            let reached = UploadProgress(
                session: Credential(secret: point.session, origin: "an upload"), confirmed: point.confirmed,
                modified: point.modified)
            try await mirror.ledger.keep(reached, of: key, until: mirror.leaseEnd)
            progress(point.confirmed)
        }
    }

    /// The object is to be what history knows, or nothing.
    private func checkFile(_ asset: Asset) throws(EaselError) {
        var facts = stat()
        guard stat(asset.path, &facts) == 0 else {
            throw EaselError(
                .storage, "\(asset.path) cannot be uploaded: \(String(cString: strerror(errno))).",
                remedy: "`easel history check --repair` finds files that were moved."
            )
        }
        guard Int64(facts.st_size) == asset.bytes else {
            throw EaselError(
                .storage, "\(asset.path) is not the file any more that was made; it is not uploaded.",
                remedy: "`easel history check` tells which files were changed."
            ).with { $0.providerCode = Self.changed }
        }
    }

    /// What no later try mends: the name is taken, or the file was changed.
    private static func isFinal(_ error: EaselError) -> Bool {
        error.httpStatus == 412 || error.providerCode == changed
    }

    private static let changed = "file-changed"
}
