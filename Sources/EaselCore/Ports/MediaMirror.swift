/// A second home for media files. The local file is the first, and stays.
public protocol MediaMirror: Sendable {
    /// Makes sure, before anything is paid for, that what a draft makes can have the second home that is wanted for it.
    func prepare(_ draft: GenerationDraft) async throws(EaselError)

    /// Where a file is to be copied to, nil when nowhere. It is kept in history together with the file.
    func place(for asset: Asset, of record: GenerationRecord) -> CloudCopy?

    /// Copies a file that history knows, and says where it stands then. A copy that did not succeed is kept for later.
    ///
    /// - Parameter progress: called with the bytes that arrived.
    func copy(_ asset: Asset, of id: JobID, progress: @Sendable (Int64) -> Void) async -> CloudCopy
}
