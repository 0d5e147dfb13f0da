import AsyncHTTPClient
public import EaselCore
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import Synchronization

/// The transport of the real program, on async-http-client: the only file that knows it.
///
/// Clients are made at first use, one for each combination of idle timeout and proxy, all on the shared event loops.
public final class AsyncHTTPTransport: HTTPTransport {
    private struct ClientKey: Hashable {
        var idle: Duration
        var proxy: URL?
    }

    private struct Clients {
        var open: [ClientKey: HTTPClient] = [:]
        var isShutDown = false
    }

    private let proxies: ProxySettings
    private let connectTimeout: Duration
    private let patience: @Sendable (HTTPCall) -> HTTPPatience
    private let clients = Mutex(Clients())

    /// - Parameter patience: how long a call is waited for; as long as it says, unless a test is in a hurry.
    public init(
        proxies: ProxySettings = ProxySettings(), connectTimeout: Duration = .seconds(10),
        patience: @escaping @Sendable (HTTPCall) -> HTTPPatience = \.patience
    ) {
        self.proxies = proxies
        self.connectTimeout = connectTimeout
        self.patience = patience
    }

    deinit {
        let left = clients.withLock { clients in
            defer { clients.open = [:] }
            return clients.open.values.map { $0 }
        }
        for client in left { client.shutdown(queue: .global()) { _ in } }
    }

    public func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        if Task.isCancelled { throw .cancelled }
        try await admit(call)
        let patience = patience(call)
        let client = try client(for: call, patience)
        var request = HTTPClientRequest(url: call.url.absoluteString)
        request.method = HTTPMethod(rawValue: call.method.rawValue)
        for field in call.headers.fields { request.headers.add(name: field.name, value: field.value) }
        if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
        do {
            let response = try await client.execute(request, timeout: TimeAmount(patience.head))
            let fields = response.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) }
            return HTTPReply(
                status: Int(response.status.code), headers: HeaderFields(fields: fields),
                body: ReplyBody(
                    upstream: response.body, call: call.identity, end: patience.whole.map { .now.advanced(by: $0) }))
        } catch {
            throw TransportFailure.error(from: error, of: call.identity)
        }
    }

    /// Closes all connections; what is under way fails, and so does every later call.
    public func shutdown() async {
        let open = clients.withLock { clients in
            clients.isShutDown = true
            defer { clients.open = [:] }
            return clients.open.values.map { $0 }
        }
        // Shutting down fails only for a client that is shut down already.
        for client in open { try? await client.shutdown() }
    }

    /// Refuses a public name that leads inside. Behind a proxy it is the proxy that looks names up.
    private func admit(_ call: HTTPCall) async throws(EaselError) {
        guard call.reach == .internet, proxies.proxy(for: call.url) == nil else { return }
        guard await HostLookup.leadsToPrivateNetwork(call.url.host() ?? "") else { return }
        throw EaselError(
            .invalidResponse, "\(call.identity.place) is on a private network; nothing was fetched from there.")
    }

    private func client(for call: HTTPCall, _ patience: HTTPPatience) throws(EaselError) -> HTTPClient {
        let key = ClientKey(idle: patience.idle, proxy: proxies.proxy(for: call.url))
        let client = clients.withLock { clients -> HTTPClient? in
            if clients.isShutDown { return nil }
            if let client = clients.open[key] { return client }
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(key))
            clients.open[key] = client
            return client
        }
        guard let client else { throw EaselError(.cancelled, "Easel is closing its connections.") }
        return client
    }

    private func configuration(_ key: ClientKey) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: TimeAmount(connectTimeout), read: TimeAmount(key.idle))
        // With retries a refused connection takes the whole connect timeout to be told (platform.md section 7).
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.decompression = .enabled(limit: .ratio(100))
        if let proxy = key.proxy, let host = proxy.host() {
            let authorization = proxy.user().map {
                HTTPClient.Authorization.basic(username: $0, password: proxy.password() ?? "")
            }
            configuration.proxy = .server(host: host, port: proxy.port ?? 3128, authorization: authorization)
        }
        return configuration
    }
}

/// What an error says about the call that failed.
private struct CallIdentity: Sendable {
    var place: String
    var isRepeatable: Bool
}

extension HTTPCall {
    fileprivate var identity: CallIdentity {
        let port = url.port.map { ":\($0)" } ?? ""
        return CallIdentity(place: (url.host() ?? "the server") + port, isRepeatable: method.isRepeatable)
    }
}

/// The body of a response, with its errors in Easel's vocabulary.
private struct ReplyBody: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error
    let upstream: HTTPClientResponse.Body
    let call: CallIdentity
    /// Silence ends by itself; this ends a drip.
    let end: ContinuousClock.Instant?

    struct AsyncIterator: AsyncIteratorProtocol {
        var upstream: HTTPClientResponse.Body.AsyncIterator
        let call: CallIdentity
        let end: ContinuousClock.Instant?

        mutating func next() async throws -> [UInt8]? {
            do {
                guard let piece = try await upstream.next(isolation: #isolation) else { return nil }
                if let end, ContinuousClock.now > end { throw HTTPClientError.readTimeout }
                return Array(piece.readableBytesView)
            } catch {
                throw TransportFailure.error(from: error, of: call)
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(upstream: upstream.makeAsyncIterator(), call: call, end: end)
    }
}

/// Sorts the errors of async-http-client and NIO: before the request was sent, or after.
private enum TransportFailure {
    static func error(from error: any Error, of call: CallIdentity) -> EaselError {
        if error is CancellationError || Task.isCancelled { return .cancelled }
        if let error = error as? EaselError { return error }
        if let error = error as? HTTPClientError { return self.error(from: error, of: call) }
        if error is NIOConnectionError || error is SocketAddressError { return unreachable(call) }
        if let error = error as? IOError, error.errnoCode == ECONNREFUSED { return unreachable(call) }
        if error is NIOHTTPDecompression.DecompressionError {
            return afterSending(
                EaselError(.invalidResponse, "The answer of \(call.place) cannot be decompressed."), call)
        }
        // Named, not imported: the TLS library is async-http-client's own choice.
        if String(reflecting: type(of: error)).hasPrefix("NIOSSL.") {
            return EaselError(
                .unavailable,
                "No secure connection to \(call.place): its certificate or its TLS version is not accepted.",
                remedy: "Check the address, the clock of this machine and its certificates (package ca-certificates).")
        }
        if error is HTTPParserError {
            return afterSending(
                EaselError(.unavailable, "The connection to \(call.place) broke in the middle of an answer."), call)
        }
        return afterSending(EaselError(.unavailable, "The connection to \(call.place) was lost."), call)
    }

    private static func error(from error: HTTPClientError, of call: CallIdentity) -> EaselError {
        switch error {
        case .cancelled: return .cancelled
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            return EaselError(.unavailable, "No connection to \(call.place): nothing answered in time.")
        case .httpProxyHandshakeTimeout, .invalidProxyResponse, .proxyAuthenticationRequired, .socksHandshakeTimeout:
            return EaselError(
                .unavailable, "The proxy did not let us through to \(call.place).",
                remedy: "Check https_proxy and no_proxy.")
        case .readTimeout, .deadlineExceeded, .writeTimeout:
            return afterSending(EaselError(.timeout, "\(call.place) did not answer in time."), call)
        case .alreadyShutdown: return EaselError(.cancelled, "Easel is closing its connections.")
        case .remoteConnectionClosed:
            return afterSending(
                EaselError(.unavailable, "\(call.place) closed the connection before its answer was complete."), call)
        default:
            return afterSending(
                EaselError(.unavailable, "The connection to \(call.place) failed (\(error.shortDescription))."), call)
        }
    }

    private static func unreachable(_ call: CallIdentity) -> EaselError {
        EaselError(
            .unavailable,
            "No connection to \(call.place): connection refused, or the name is not known. Is the server running?",
            remedy: "Check the address and the network.")
    }

    private static func afterSending(_ error: EaselError, _ call: CallIdentity) -> EaselError {
        error.with { $0.mayHaveBeenAccepted = !call.isRepeatable }
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let parts = duration.components
        self = .nanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
    }
}
