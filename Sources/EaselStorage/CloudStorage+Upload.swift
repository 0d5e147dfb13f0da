public import EaselCore
import EaselProviderKit
import Foundation

extension CloudStorage {
    /// Pieces are multiples of this many bytes (wire sheet 7.2).
    public static let granule = 262_144

    /// Makes an object of a file, piece by piece, in constant memory. Nothing is overwritten.
    ///
    /// An object of that name with the same content is success: an earlier try may have got through. With another content it
    /// is a `storage` error with status 412. The server's checksum is compared at the end; an object that does not fit is
    /// removed again.
    ///
    /// - Parameters:
    ///   - checkpoint: of an earlier try, nil for none. One that does not fit the file or the object is not used.
    ///   - pieceLength: at least a granule; it is rounded down to whole granules.
    ///   - keep: stores the checkpoint durably; called before the first byte is sent and after each piece.
    @concurrent
    public func upload(
        _ upload: CloudUpload, from checkpoint: CloudUploadCheckpoint? = nil, pieceLength: Int = 16 * granule,
        keep: @Sendable (CloudUploadCheckpoint) async throws(EaselError) -> Void
    ) async throws(EaselError) -> CloudUploadResult {
        let file = try UploadFile(upload.file)
        let length = max(1, pieceLength / Self.granule) * Self.granule
        var sending = CloudSending(storage: self, upload: upload, file: file, pieceLength: length)
        do throws(EaselError) {
            if let checkpoint, sending.fits(checkpoint), let facts = try await sending.ask(checkpoint) {
                return try await sending.verified(facts)
            }
            if sending.state == nil {
                if let facts = try await sending.existing() { return try sending.judge(facts) }
                sending.state = try await sending.begin()
            }
            while true {
                if let state = sending.state { try await keep(state) }
                if let facts = try await sending.sendPiece() { return try await sending.verified(facts) }
            }
        } catch {
            guard error.httpStatus == 412, let facts = try await facts(of: upload.object) else { throw error }
            return try sending.judge(facts)
        }
    }
}
