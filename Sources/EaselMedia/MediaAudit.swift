public import EaselCore
public import Foundation

/// Compares what history knows with what is on disk, and reads back from disk what history has lost.
///
/// Memory does not grow with the number of files that are in order: only those that are not, and the names of one folder, are
/// held. Hidden files and links are left alone.
public struct MediaAudit: Sendable {
    let root: String

    /// - Parameter root: the configured folder; moved files are looked for in it and in all folders below.
    public init(root: URL) { self.root = root.standardizedFileURL.path }

    /// What became of a file that history knows.
    public enum Finding: Hashable, Sendable {
        case present
        /// Something else is under its name, and its own content is nowhere.
        case changed
        case missing
        /// The same content is at another path.
        case moved(to: String)
    }

    /// How many files were found in which state.
    public struct Summary: Hashable, Sendable {
        public var present = 0
        public var changed = 0
        public var missing = 0
        public var moved = 0

        public init() {}
    }

    /// Looks for every known file, and reports each once: those in place as they come, the others at the end.
    ///
    /// - Parameters:
    ///   - verifying: hash the files that are in place with their right size; without it, the size is believed. A file that
    ///     is not in its place is always found by its checksum, and only files of its size are hashed.
    ///   - report: what it throws ends the check and is thrown.
    @concurrent
    public func check<Files: AsyncSequence<IndexedFile, any Error> & Sendable>(
        _ files: Files, verifying: Bool = true,
        report: @Sendable (IndexedFile, Finding) async throws(EaselError) -> Void
    ) async throws(EaselError) -> Summary {
        var search = MovedFiles(root: root)
        var summary = Summary()
        do {
            for try await known in files {
                try Task.checkCancellation()
                guard search.isInPlace(known, verifying: verifying) else { continue }
                summary.present += 1
                try await report(known, .present)
            }
            for (known, finding) in try search.find() {
                switch finding {
                case .moved: summary.moved += 1
                case .changed: summary.changed += 1
                case .missing: summary.missing += 1
                case .present: summary.present += 1
                }
                try await report(known, finding)
            }
        } catch let error as EaselError {
            throw error
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw EaselError(.storage, "The list of known files broke off.")
        }
        return summary
    }
}
