import Foundation

/// Files that were uploaded through the Files API.
actor ReplicateFileStore {
    struct File: Sendable {
        let id: String
        let name: String
        let mediaType: String
        let content: Data
        let metadata: JSON
        let created: Date
    }

    private var files: [String: File] = [:]
    private var order: [String] = []

    /// Older files are forgotten beyond this many.
    private static let capacity = 50

    func add(_ file: File) {
        files[file.id] = file
        order.append(file.id)
        if order.count > Self.capacity { files[order.removeFirst()] = nil }
    }

    func file(_ id: String) -> File? { files[id] }

    /// Newest first.
    func all() -> [File] { order.reversed().compactMap { files[$0] } }

    /// False when there was none.
    func remove(_ id: String) -> Bool {
        order.removeAll { $0 == id }
        return files.removeValue(forKey: id) != nil
    }
}
