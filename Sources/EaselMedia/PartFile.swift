import EaselCore
import Foundation

/// A result on its way to disk: a hidden file beside its final place, hashed as it is written.
///
/// It disappears with its owner unless it was put in place.
final class PartFile {
    let path: String
    private(set) var count: Int64 = 0
    /// The first bytes, enough to tell the type.
    private(set) var prefix: [UInt8] = []
    private let descriptor: Int32
    /// The server's kind of checksum, kept where the server stated one.
    var crc32c: CRC32CStream?
    private var digest: SHA256Digest
    private let limit: Int64
    private var isInPlace = false

    /// Creates `.easel-<id>-<n>.part` in the folder, with the first free `n`.
    init(in folder: String, id: JobID, index: Int, limit: Int64) throws(EaselError) {
        guard let digest = SHA256Digest() else {
            throw EaselError(
                .storage, "OpenSSL refuses to compute SHA-256.", remedy: "Check the system's OpenSSL policy.")
        }
        let name = MediaName.safe(id)
        for number in max(0, index)...max(0, index) + 1000 {
            let path = folder + "/.easel-\(name)-\(number).part"
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 {
                guard PartLock.take(descriptor) else {
                    close(descriptor)
                    continue
                }
                self.path = path
                self.descriptor = descriptor
                self.digest = digest
                self.limit = limit
                return
            }
            guard errno == EEXIST else { throw StorageFailure.system(errno, "Cannot create a file in", folder) }
        }
        throw EaselError(
            .storage, "Too many unfinished files in \(folder).", remedy: "Delete the files named .easel-*.part there.")
    }

    deinit {
        close(descriptor)
        if !isInPlace { unlink(path) }
    }

    func write(_ bytes: [UInt8]) throws(EaselError) {
        guard !bytes.isEmpty else { return }
        try admit(count + Int64(bytes.count))
        if prefix.count < MediaTypeSniffer.prefixLength {
            prefix += bytes.prefix(MediaTypeSniffer.prefixLength - prefix.count)
        }
        let code = bytes.withUnsafeBytes { buffer -> Int32 in
            digest.update(buffer) ? writeAll(buffer) : EIO
        }
        guard code == 0 else { throw StorageFailure.system(code, "Cannot write to", path) }
        crc32c?.update(bytes)
        count += Int64(bytes.count)
    }

    /// The file's bytes, to read its header.
    var bytes: FileBytes { FileBytes(descriptor: descriptor, count: count) }

    /// Refuses a file of this many bytes when that is above the limit.
    func admit(_ total: Int64) throws(EaselError) {
        guard total <= limit else {
            throw EaselError(
                .storage, "The result is larger than \(limit) bytes, the most that is saved.",
                remedy: "Ask for a smaller result.")
        }
    }

    /// Forgets what was written.
    func restart() throws(EaselError) {
        guard let fresh = SHA256Digest(), ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw StorageFailure.system(errno, "Cannot write to", path)
        }
        digest = fresh
        crc32c = crc32c.map { _ in CRC32CStream() }
        prefix = []
        count = 0
    }

    /// Syncs the content and returns its SHA-256; nothing may be written afterwards.
    func seal() throws(EaselError) -> String {
        guard let sha256 = digest.finish() else { throw StorageFailure.system(EIO, "Cannot check", path) }
        guard fsync(descriptor) == 0 else { throw StorageFailure.system(errno, "Cannot write to", path) }
        return sha256
    }

    /// Gives it its name: 0 when it is done, else the system's code.
    func move(to final: String) -> Int32 {
        let code = AtomicPlacement.move(path, to: final)
        if code == 0 { isInPlace = true }
        return code
    }

    private func writeAll(_ buffer: UnsafeRawBufferPointer) -> Int32 {
        var done = 0
        while done < buffer.count {
            let written = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written < 0 ? errno : ENOSPC }
            done += written
        }
        return 0
    }
}
