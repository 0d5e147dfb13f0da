public import EaselCore
public import Foundation

/// Downloads media from addresses that came out of responses.
///
/// The credential goes only to configured origins, and only when the address is trusted with it. Any other address must
/// be public. Redirects are followed by hand, at most five, and every hop is judged anew.
public struct MediaDownloader: MediaSource {
    private let client: APIClient

    /// Downloads with the transport, the credential and the trusted origins of a client.
    public init(_ client: APIClient) { self.client = client }

    public func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
        let (reply, place) = try await follow(url, trust: trust, headers: [:])
        return try download(reply, of: place)
    }

    /// Asks for the rest with `Range`, and for the whole file where that is not what comes: the file changed, or the server
    /// does not know ranges (RFC 9110, sections 13.1.5 and 14).
    public func resume(
        _ url: URL, trust: URLTrust, at point: MediaResumption
    ) async throws(EaselError) -> MediaDownload {
        let (reply, place) = try await follow(
            url, trust: trust, headers: ["Range": "bytes=\(point.offset)-", "If-Range": point.validator])
        if let rest = MediaRange(reply, after: point) {
            var download = try download(reply, of: place, isRest: rest.isEmpty)
            download.offset = point.offset
            download.expectedBytes = rest.total
            download.validator = point.validator
            return download
        }
        guard reply.status == 206 || reply.status == 416 else { return try download(reply, of: place) }
        return try await open(url, trust: trust)
    }

    /// Follows redirects by hand to the answer, and says where it was found.
    private func follow(
        _ url: URL, trust: URLTrust, headers: HeaderFields
    ) async throws(EaselError) -> (HTTPReply, URL) {
        var url = url
        var trust = trust
        for _ in 0...5 {
            try admit(url)
            let reply = try await send(url, trust: trust, headers: headers)
            guard (300..<400).contains(reply.status), let location = reply.headers["Location"] else {
                return (reply, url)
            }
            guard let next = URL(string: location, relativeTo: url)?.absoluteURL else {
                throw failure(.invalidResponse, "\(place(url)) redirects to something that is not an address.")
            }
            guard url.scheme?.lowercased() != "https" || next.scheme?.lowercased() == "https" || origins.contains(next)
            else {
                throw failure(.invalidResponse, "\(place(url)) redirects from https to http; it was not followed.")
            }
            // A hop to a host that is not the provider's own never carries the credential, nor does any hop after it.
            if !origins.contains(next) { trust = .withoutCredential }
            url = next
        }
        throw failure(.invalidResponse, "The result was redirected more than five times.")
    }

    private var origins: OriginSet { client.context.trustedOrigins }

    private func admit(_ url: URL) throws(EaselError) {
        guard let origin = Origin(url) else {
            throw failure(.invalidResponse, "The address of the result is neither http nor https.")
        }
        guard origins.contains(url) || !HostAddress(origin.host).isPrivate else {
            throw failure(
                .invalidResponse, "The result is said to be on a private network (\(place(url))); it was not fetched.")
        }
    }

    private func send(
        _ url: URL, trust: URLTrust, headers: HeaderFields
    ) async throws(EaselError) -> HTTPReply {
        let context = client.context
        var call = HTTPCall(
            .get, url, headers: (["Accept": "*/*", "User-Agent": context.userAgent] as HeaderFields).merging(headers),
            patience: .download)
        if !origins.contains(url) { call.reach = .internet }
        if trust == .withCredential, origins.contains(url) {
            return try await client.reply(to: call, access: .open)
        }
        do {
            return try await context.transport.send(call)
        } catch {
            throw client.failure(error)
        }
    }

    /// - Parameter isRest: nothing is missing any more, whatever the status says.
    private func download(
        _ reply: HTTPReply, of url: URL, isRest: Bool = false
    ) throws(EaselError) -> MediaDownload {
        guard reply.isSuccess || isRest else {
            let usual = StatusMapping.kind(for: reply.status)
            let kind: EaselError.Kind = usual.isTransient ? usual : .invalidResponse
            throw failure(kind, "The result cannot be fetched from \(place(url)) (HTTP \(reply.status)).").with {
                $0.httpStatus = reply.status
                $0.retryAfterSeconds = RetryAfter.seconds(in: reply.headers, now: client.context.now())
            }
        }
        if isRest {
            let (nothing, end) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
            end.finish()
            return MediaDownload(declaredType: nil, expectedBytes: nil, body: nothing)
        }
        let declared = reply.contentType
        guard let declared, [MediaType("text/html"), "application/json"].contains(declared) else {
            let bytes =
                reply.headers["Content-Encoding"] == nil ? reply.headers["Content-Length"].flatMap { Int64($0) } : nil
            var download = MediaDownload(declaredType: declared, expectedBytes: bytes, body: reply.body)
            download.validator = MediaRange.validator(in: reply)
            return download
        }
        throw failure(.invalidResponse, "\(place(url)) sent \(declared) in place of media.")
    }

    private func place(_ url: URL) -> String { ControlText.oneLine(url.host() ?? "the server") }

    private func failure(_ kind: EaselError.Kind, _ message: String) -> EaselError {
        client.failure(EaselError(kind, message))
    }
}
