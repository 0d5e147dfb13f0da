import EaselCore
import Foundation
import Synchronization

/// The files that were uploaded in this session, so that a second try does not send them again.
final class GoogleVertexUploads: Sendable {
    /// A file by its content.
    struct Key: Hashable, Sendable {
        private let type: MediaType
        private let count: Int
        private let fingerprint: UInt64

        /// FNV-1a over the bytes: files of one person's session, not of an attacker.
        init(_ bytes: Data, type: MediaType) {
            self.type = type
            count = bytes.count
            fingerprint = bytes.withUnsafeBytes { buffer in
                buffer.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
            }
        }
    }

    private let files = Mutex<[Key: GoogleVertexClient.UploadedFile]>([:])

    subscript(key: Key) -> GoogleVertexClient.UploadedFile? {
        get { files.withLock { $0[key] } }
        set { files.withLock { $0[key] = newValue } }
    }
}
