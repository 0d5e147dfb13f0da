public import Foundation

/// Where media files live.
public protocol MediaStore: Sendable {
    /// Brings a result to disk: streams it to a temporary file, checks it, and renames it into place. Never overwrites.
    func save(_ media: MediaReference, at place: MediaPlacement, from source: any MediaSource) async throws(EaselError)
        -> Asset
    /// Reads a file that a person attached; its type comes from its bytes.
    func read(_ attachment: Attachment) async throws(EaselError) -> MediaInput
    /// Makes sure that files can be written there, before anything is paid for.
    func prepare(_ folder: URL?) async throws(EaselError)
    /// The files of a generation that are in place although nobody kept that they are, in their order.
    func recover(_ place: MediaPlacement) async throws(EaselError) -> [Asset]
}

extension MediaStore {
    public func recover(_ place: MediaPlacement) async throws(EaselError) -> [Asset] { [] }
}

/// What a file's name is made of, and what is remembered beside it.
public struct MediaPlacement: Hashable, Sendable {
    /// Nil for the configured folder, which is divided by day.
    public var folder: URL?
    public var prompt: String
    public var id: JobID
    public var date: Date
    /// Which of several results, from 0.
    public var index: Int
    /// What is to be remembered beside the file; nil for nothing.
    public var provenance: MediaProvenance?

    public init(folder: URL?, prompt: String, id: JobID, date: Date, index: Int, provenance: MediaProvenance? = nil) {
        self.folder = folder
        self.prompt = prompt
        self.id = id
        self.date = date
        self.index = index
        self.provenance = provenance
    }
}
