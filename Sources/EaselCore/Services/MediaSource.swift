public import Foundation

/// Opens addresses that came out of a provider's responses.
public protocol MediaSource: Sendable {
    /// Starts a download. The credential goes along only for `.withCredential`, and never to another host.
    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload

    /// Goes on with a download that broke off. The answer may begin before the point: at 0 where the server cannot go on,
    /// or has another file by now.
    func resume(_ url: URL, trust: URLTrust, at point: MediaResumption) async throws(EaselError) -> MediaDownload
}

extension MediaSource {
    /// Starts again, for sources that cannot go on.
    public func resume(
        _ url: URL, trust: URLTrust, at point: MediaResumption
    ) async throws(EaselError) -> MediaDownload {
        try await open(url, trust: trust)
    }
}

/// Where a download that broke off goes on.
public struct MediaResumption: Hashable, Sendable {
    /// How many bytes are there already.
    public var offset: Int64
    /// `MediaDownload.validator` of the download that broke off.
    public var validator: String

    public init(offset: Int64, validator: String) {
        self.offset = offset
        self.validator = validator
    }
}

/// A download that has begun: its head is read, its body streams.
public struct MediaDownload: Sendable {
    public var declaredType: MediaType?
    /// Bytes of the whole file, where the server told.
    public var expectedBytes: Int64?
    public var body: any AsyncSequence<[UInt8], any Error> & Sendable
    /// Where in the file the body begins.
    public var offset: Int64 = 0
    /// What tells this very file from a later one under the same address; nil where the server cannot go on in the middle.
    public var validator: String?
    /// The checksum of the whole file by the server's word.
    public var crc32c: UInt32?

    public init(declaredType: MediaType?, expectedBytes: Int64?, body: any AsyncSequence<[UInt8], any Error> & Sendable)
    {
        self.declaredType = declaredType
        self.expectedBytes = expectedBytes
        self.body = body
    }
}
