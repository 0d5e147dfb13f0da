public import Foundation

/// Where uploads to the second home are remembered, so that they go on after a crash. Each write is one transaction.
public protocol UploadLedger: Sendable {
    /// What is known of the upload of a file, nil when it has none.
    func upload(of key: UploadKey) async throws(EaselError) -> UploadEntry?
    /// Uploads to a server that are not done, oldest first, after a key.
    func pendingUploads(
        to server: String, after key: UploadKey?, limit: Int
    ) async throws(EaselError) -> [UploadEntry]
    /// How many uploads are not done, whatever their server.
    func pendingUploadCount() async throws(EaselError) -> Int
    /// Takes an upload that is not done for one process until a time. False when another owner holds it and its time has not
    /// run out, or when it is done.
    func claimUpload(_ key: UploadKey, owner: String, until: Date) async throws(EaselError) -> Bool
    /// Gives an upload back before its time.
    func releaseUpload(_ key: UploadKey, owner: String) async throws(EaselError)
    /// Keeps how far an upload came, and the claim on it until a time.
    func keep(_ progress: UploadProgress, of key: UploadKey, until: Date) async throws(EaselError)
    /// Keeps where an upload stands. One that is done loses its session.
    func settle(_ copy: CloudCopy, of key: UploadKey) async throws(EaselError)
}

/// A file of a generation, as the ledger names it.
public struct UploadKey: Hashable, Sendable {
    public var id: JobID
    /// Which of the results, from 0.
    public var index: Int

    public init(_ id: JobID, index: Int) {
        self.id = id
        self.index = index
    }
}

/// An upload as it is remembered.
public struct UploadEntry: Hashable, Sendable {
    public var key: UploadKey
    public var asset: Asset
    public var copy: CloudCopy
    public var progress: UploadProgress?
    /// Who holds it, nil when nobody does.
    public var owner: String?

    public init(key: UploadKey, asset: Asset, copy: CloudCopy) {
        self.key = key
        self.asset = asset
        self.copy = copy
    }
}

/// How far an upload came.
public struct UploadProgress: Hashable, Sendable {
    /// The address of the server's session. Whoever knows it may write the object.
    public var session: Credential
    /// Bytes that the server has for certain.
    public var confirmed: Int64
    /// When the file was last changed, in seconds since 1970: another file is another upload.
    public var modified: Double

    public init(session: Credential, confirmed: Int64, modified: Double) {
        self.session = session
        self.confirmed = confirmed
        self.modified = modified
    }
}
