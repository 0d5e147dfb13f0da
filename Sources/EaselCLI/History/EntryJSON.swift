import EaselCore
import Foundation

/// A generation with what a person keeps about it: the keys of `GenerationJSON` and those of this one, in one object.
struct EntryJSON: Encodable {
    private enum Key: String, CodingKey {
        case createdAt, name, note, tags, starred, rating, trashedAt, comparison, parent, parameters, attachments,
            missingFiles
    }

    let entry: HistoryEntry

    init(_ entry: HistoryEntry) { self.entry = entry }

    func encode(to encoder: any Encoder) throws {
        try GenerationJSON(entry.record).encode(to: encoder)
        var keys = encoder.container(keyedBy: Key.self)
        let (record, curation) = (entry.record, entry.curation)
        try keys.encode(Self.time(record.createdAt), forKey: .createdAt)
        try keys.encode(Nullable(curation.name), forKey: .name)
        try keys.encode(Nullable(curation.note), forKey: .note)
        try keys.encode(curation.tags, forKey: .tags)
        try keys.encode(curation.isStarred, forKey: .starred)
        try keys.encode(Nullable(curation.rating), forKey: .rating)
        try keys.encode(Nullable(curation.trashedAt.map(Self.time)), forKey: .trashedAt)
        try keys.encode(Nullable(curation.comparison), forKey: .comparison)
        try keys.encode(Nullable(record.draft.lineage?.parent.rawValue), forKey: .parent)
        let parameters = record.draft.parameters.map { ($0.key.rawValue, $0.value) }
        try keys.encode(Dictionary(parameters, uniquingKeysWith: { $1 }), forKey: .parameters)
        try keys.encode(record.draft.attachments.map(Self.text), forKey: .attachments)
        try keys.encode(entry.missingFiles, forKey: .missingFiles)
    }

    private static func time(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private static func text(_ attachment: Attachment) -> String {
        "\(attachment.role.rawValue)=\(attachment.hosted?.absoluteString ?? attachment.file.path)"
    }
}

/// A page of the history as `--json` prints it.
struct ListingJSON: Encodable {
    var generations: [EntryJSON]
    var next: Nullable<String>
    /// How many there are; `countIsExact` is false for "at least".
    var count: Int
    var countIsExact: Bool

    init(_ listing: HistoryListing, _ count: HistoryCount) {
        generations = listing.entries.map(EntryJSON.init)
        next = Nullable(listing.next?.id.rawValue)
        self.count = count.value
        countIsExact = count.isExact
    }
}
