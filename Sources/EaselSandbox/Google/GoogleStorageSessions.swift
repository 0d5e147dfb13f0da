import Foundation

/// The resumable uploads that are under way. Beyond a few, the oldest are forgotten.
actor GoogleStorageSessions {
    enum Progress: Sendable {
        /// So many bytes are kept so far.
        case incomplete(Int)
        case done(GoogleStorageObject)
    }

    private var sessions: [String: GoogleStorageSession] = [:]
    private var order: [String] = []
    private let shelf: GoogleStorageShelf

    private static let most = 64

    init(shelf: GoogleStorageShelf) { self.shelf = shelf }

    func open(_ id: String, _ session: GoogleStorageSession) {
        sessions[id] = session
        order.append(id)
        makeRoom(for: id)
    }

    private func makeRoom(for id: String) {
        while let oldest = order.first, oldest != id, order.count > Self.most || pending > GoogleStorageShelf.capacity {
            cancel(oldest)
        }
    }

    private var pending: Int { sessions.values.reduce(0) { $0 + $1.bytes.count } }

    /// - Parameters:
    ///   - span: nil for a body that is the whole object.
    ///   - hash: what `X-Goog-Hash` says of the whole object.
    func take(
        _ piece: Data, _ span: GoogleStorageSpan?, to id: String, hash: String?
    ) async throws(GoogleStorageFailure) -> Progress {
        guard sessions[id] != nil else { throw .words(404, "Not Found") }
        if let object = sessions[id]?.object { return .done(object) }
        let isWhole: Bool
        if let span {
            isWhole = try sessions[id]?.take(piece, span) ?? false
        } else {
            try sessions[id]?.takeAll(piece)
            isWhole = true
        }
        makeRoom(for: id)
        guard let session = sessions[id] else { throw .words(404, "Not Found") }
        guard isWhole else { return .incomplete(session.bytes.count) }
        let object: GoogleStorageObject
        do throws(GoogleStorageFailure) {
            object = try await shelf.put(
                session.bytes, at: session.place, session.attributes, if: session.conditions, hash: hash)
        } catch {
            cancel(id)
            throw error
        }
        sessions[id]?.object = object
        sessions[id]?.bytes = Data()
        return .done(object)
    }

    /// Nothing happens where there is no such session.
    func cancel(_ id: String) {
        sessions[id] = nil
        order.removeAll { $0 == id }
    }
}
