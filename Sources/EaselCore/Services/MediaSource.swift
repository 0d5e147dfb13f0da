public import Foundation

/// Opens addresses that came out of a provider's responses.
public protocol MediaSource: Sendable {
    /// Starts a download. The credential goes along only for `.withCredential`, and never to another host.
    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload
}

/// A download that has begun: its head is read, its body streams.
public struct MediaDownload: Sendable {
    public var declaredType: MediaType?
    /// Bytes to come, where the server told.
    public var expectedBytes: Int64?
    public var body: any AsyncSequence<[UInt8], any Error> & Sendable

    public init(declaredType: MediaType?, expectedBytes: Int64?, body: any AsyncSequence<[UInt8], any Error> & Sendable)
    {
        self.declaredType = declaredType
        self.expectedBytes = expectedBytes
        self.body = body
    }
}
