import Foundation

/// Files that were uploaded, with uploads that are under way.
actor GoogleFileCabinet {
    struct Draft: Sendable {
        let id: String
        let type: String
        let title: String?
        let length: Int
        let address: String
        var received = 0
    }

    private struct Entry {
        let draft: Draft
        let created = Date()
        /// Pictures are ready at once, other files when somebody looks, those named `slow…` at the third look.
        var looks = 0
    }

    private var open: [String: Draft] = [:]
    private var entries: [String: Entry] = [:]

    func open(_ session: String, _ draft: Draft) { open[session] = draft }

    /// The file when it is whole, nil while more is to come.
    func append(_ bytes: Data, to session: String, at offset: Int, isLast: Bool) throws -> JSON? {
        guard var draft = open[session] else { throw GoogleFailure.notFound }
        guard offset == draft.received else { throw GoogleFailure.invalid("Invalid upload offset.") }
        draft.received += bytes.count
        open[session] = draft
        guard isLast else { return nil }
        guard draft.received == draft.length else {
            throw GoogleFailure.invalid(
                "Size of the upload does not match: \(draft.received) of \(draft.length) bytes.")
        }
        open[session] = nil
        entries[draft.id] = Entry(draft: draft)
        return entries[draft.id].map(Self.resource)
    }

    func look(at id: String) -> JSON? {
        entries[id]?.looks += 1
        return entries[id].map(Self.resource)
    }

    func all() -> [JSON] { entries.values.sorted { $0.created < $1.created }.map(Self.resource) }

    func remove(_ id: String) -> Bool { entries.removeValue(forKey: id) != nil }

    private static func resource(_ entry: Entry) -> JSON {
        let draft = entry.draft
        let looks = draft.title?.hasPrefix("slow") == true ? 3 : 1
        let isReady = draft.type.hasPrefix("image/") || entry.looks >= looks
        return [
            "name": .string("files/\(draft.id)"), "displayName": draft.title.map(JSON.string) ?? .null,
            "mimeType": .string(draft.type), "sizeBytes": .string(String(draft.received)),
            "createTime": .string(WireTime.text(entry.created)), "updateTime": .string(WireTime.text(entry.created)),
            "expirationTime": .string(WireTime.text(entry.created + 48 * 3600)), "sha256Hash": "c2FuZGJveA==",
            "uri": .string(draft.address), "state": isReady ? "ACTIVE" : "PROCESSING", "source": "UPLOADED",
        ]
    }
}
