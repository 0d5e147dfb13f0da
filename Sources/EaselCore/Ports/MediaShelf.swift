/// Whether a file is what history says.
public enum AssetState: String, Sendable, Codable, CaseIterable {
    case present
    /// It has its size, and was written to since it was last looked at: its checksum would tell.
    case touched
    /// Something else is under its name.
    case changed
    case missing
}

/// The files of generations that are made already.
public protocol MediaShelf: Sendable {
    /// Looks at a file: size and time of its last change first.
    ///
    /// - Parameters:
    ///   - known: when it was last changed as it was last found present, in seconds since 1970; nil where that is not known.
    ///   - verifying: read it and compare its checksum.
    func look(
        at asset: Asset, known: Double?, verifying: Bool
    ) async throws(EaselError) -> (state: AssetState, modified: Double?)
    /// Deletes a file and the note beside it. False when it was gone already. Throws `.storage` for a file outside of the media
    /// folder, which is never deleted, and for one whose content is not what history says.
    func remove(_ asset: Asset) async throws(EaselError) -> Bool
}
