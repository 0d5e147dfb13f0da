/// Which files history knows, for whoever compares them with the disk.
public protocol MediaIndex: Sendable {
    /// A page of files in a fixed order, after a file. An empty page is the end.
    func files(after file: IndexedFile?, limit: Int) async throws(EaselError) -> [IndexedFile]
    /// Keeps that files are at other paths now, all at once: two may have swapped their names.
    func move(_ files: [MovedFile]) async throws(EaselError)
    /// Takes up a finished generation that was read back from its files. Of one that is known, only files that are not known are
    /// added; one that is still unfinished stays as it is. Returns how many files were added.
    func adopt(_ record: GenerationRecord) async throws(EaselError) -> Int
}

/// A file that history knows at another path than where it is.
public struct MovedFile: Hashable, Sendable {
    public var file: IndexedFile
    /// Where it is.
    public var path: String

    public init(_ file: IndexedFile, to path: String) {
        self.file = file
        self.path = path
    }
}

/// A file that history knows.
public struct IndexedFile: Hashable, Sendable {
    public var id: JobID
    /// Which of the results of its generation, from 0.
    public var index: Int
    public var asset: Asset

    public init(id: JobID, index: Int, asset: Asset) {
        self.id = id
        self.index = index
        self.asset = asset
    }
}
