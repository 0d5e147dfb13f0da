import Foundation

/// Tells a part file that somebody is writing from one that a dead process left: the writer holds a lock, which the system
/// lets go with the process.
enum PartLock {
    /// Locks a file that was just created. False when a sweep was faster and removed it: take another name.
    static func take(_ descriptor: Int32) -> Bool {
        // File systems without locks say something else than EWOULDBLOCK; there the age of the file decides.
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return false }
        var facts = stat()
        return fstat(descriptor, &facts) == 0 && facts.st_nlink > 0
    }

    /// Removes a part file that nobody writes: not locked, or, where locks are not known, not written to since `oldest`.
    ///
    /// - Parameter rescue: called before it goes, when it is sure that nobody writes it; may give it another name.
    static func removeIfLeft(_ path: String, oldest: Double, rescue: () -> Void = {}) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return false }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno != EWOULDBLOCK, Double(facts.st_mtim.tv_sec) < oldest else { return false }
        }
        rescue()
        return unlink(path) == 0 || errno == ENOENT
    }
}
