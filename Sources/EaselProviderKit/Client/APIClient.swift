public import EaselCore
public import Foundation

/// Calls one base address of a provider: builds the request, signs it, sends it, and turns what fails into an `EaselError`
/// that holds no secret. It logs nothing.
public struct APIClient: Sendable {
    /// Whether a call needs the credential.
    public enum Access: Sendable {
        /// Sent only with a credential, where the provider requires one.
        case keyed
        /// Answered without a credential too; one that is there goes along.
        case open
    }

    public let profile: APIProfile
    public let base: URL?
    public let context: ProviderContext

    /// - Parameter base: the base address; nil makes every call a `configuration` error.
    public init(_ profile: APIProfile, base: URL?, context: ProviderContext) {
        self.profile = profile
        self.base = base
        self.context = context
    }

    public var provider: ProviderID { profile.descriptor.id }

    /// Cuts the credential out of words of the provider.
    var redactor: Redactor {
        Redactor([context.credential].compactMap(\.self) + (context.authorizer?.secrets ?? []))
    }

    /// A request without a body to a path under the base address.
    public func call(
        _ method: HTTPCall.Method, _ path: String, query: [(String, String)] = [], patience: HTTPPatience = .brief
    ) throws(EaselError) -> HTTPCall {
        HTTPCall(method, try address(path, query: query), headers: standardHeaders, patience: patience)
    }

    /// A POST of JSON to a path under the base address.
    public func post(
        _ path: String, body: some Encodable, patience: HTTPPatience = .brief
    ) throws(EaselError) -> HTTPCall {
        try call(.post, path, patience: patience).with(json: body, provider: provider)
    }

    /// A request without a body to a whole address, which must be on a configured origin.
    public func call(_ method: HTTPCall.Method, at url: URL) throws(EaselError) -> HTTPCall {
        guard context.trustedOrigins.contains(url) else {
            throw EaselError(.invalidResponse, "\(name) named an address on another host.", provider: provider)
        }
        return HTTPCall(method, url, headers: standardHeaders)
    }

    /// The call as `--dry-run` shows it: with the header that would be sent, and `•••` for the secret.
    public func preview(_ call: HTTPCall) -> RequestPreview {
        var call = call
        if let authorizer = context.authorizer { return authorizer.preview(call).preview }
        let stand = Credential(secret: "•••", origin: "")
        if context.credential != nil || profile.descriptor.credential.isRequired {
            call.headers.set(profile.keyHeader, scheme: profile.scheme, secret: stand)
        }
        return call.preview
    }

    /// Sends a call and returns the response whatever its status.
    public func answer(to call: HTTPCall, access: Access = .keyed) async throws(EaselError) -> HTTPReply {
        let reply = try await reply(to: call, access: access)
        // What a GET tells is of another allowance than that of what starts something.
        if !call.method.isRepeatable, let seen = RateLimitHeaders.read(reply.headers, now: context.now()) {
            RateBoard.current?.note(seen)
        }
        return reply
    }

    /// Sends a call with the credential; what fails is this provider's error.
    func reply(to call: HTTPCall, access: Access) async throws(EaselError) -> HTTPReply {
        let signed = context.authorizer == nil ? try signed(call, access: access) : call
        do {
            if let authorizer = context.authorizer {
                return try await authorizer.send(call, over: context.transport)
            }
            return try await context.transport.send(signed)
        } catch {
            throw failure(error)
        }
    }

    /// Sends a call. A status outside 200…299 is thrown, as the adapter's mapping sorts it.
    public func send(_ call: HTTPCall, access: Access = .keyed) async throws(EaselError) -> HTTPReply {
        let reply = try await answer(to: call, access: access)
        guard reply.isSuccess else {
            let body = try await reply.collectExplanation(limit: 256 << 10)
            throw failure(of: reply, body: body, to: call)
        }
        return reply
    }

    /// Sends a call and decodes the JSON of its answer. A POST whose answer cannot be read may have been accepted.
    public func value<Value: Decodable>(
        _ type: Value.Type, from call: HTTPCall, access: Access = .keyed, limit: Int = 16 << 20
    ) async throws(EaselError) -> Value {
        let reply = try await send(call, access: access)
        do {
            return try await decode(type, from: reply, limit: limit)
        } catch {
            throw error.with { if !call.method.isRepeatable, $0.kind != .cancelled { $0.mayHaveBeenAccepted = true } }
        }
    }

    /// Decodes the JSON of an answer.
    public func decode<Value: Decodable>(
        _ type: Value.Type, from reply: HTTPReply, limit: Int = 16 << 20
    ) async throws(EaselError) -> Value {
        do {
            return try ResponseDecoding.decode(type, from: try await reply.collect(limit: limit), endpoint: name)
        } catch {
            throw failure(error)
        }
    }

    /// An error of a body, a stream or the transport as this provider's error.
    public func failure(_ error: any Error) -> EaselError {
        redactor.redact(EaselError.transport(error).with { $0.provider = $0.provider ?? provider })
    }

    /// The error of a response that reports a failure. A POST that a gateway gave up on may have been accepted.
    public func failure(of reply: HTTPReply, body: Data, to call: HTTPCall) -> EaselError {
        let failed = failed(status: reply.status, headers: reply.headers, body: body)
        return failure(failed).with {
            if !call.method.isRepeatable, failed.leavesOpen, !profile.refusesAtGateway(failed) {
                $0.mayHaveBeenAccepted = true
            }
        }
    }

    /// The error of a response that reports a failure; status 0 when it was inside a successful response.
    public func failure(status: Int, headers: HeaderFields, body: Data) -> EaselError {
        failure(failed(status: status, headers: headers, body: body))
    }

    /// The error of an answer that was on its way: the work was done and is paid for, also when the answer makes no sense.
    public func failure(inAnswer error: any Error) -> EaselError {
        failure(error).with { if $0.kind == .invalidResponse { $0.mayHaveBeenAccepted = true } }
    }

    private func failed(status: Int, headers: HeaderFields, body: Data) -> FailedReply {
        FailedReply(provider: provider, name: name, status: status, headers: headers, body: body, now: context.now())
    }

    private func failure(_ reply: FailedReply) -> EaselError {
        redactor.redact(profile.classify(reply)).with { $0.message = redactor.quote($0.message) }
    }

    private var name: String { profile.descriptor.name }

    private var standardHeaders: HeaderFields {
        (["Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": context.userAgent]
            as HeaderFields)
            .merging(profile.headers)
    }

    /// The call with the key. Throws where one is needed and none is there.
    private func signed(_ call: HTTPCall, access: Access) throws(EaselError) -> HTTPCall {
        guard let credential = context.credential else {
            guard access == .keyed, profile.descriptor.credential.isRequired else { return call }
            let line = profile.descriptor.credential.exportLine.map { "Set the key: \($0)" }
            throw EaselError(.authentication, "\(name) needs a key, and none is set.", remedy: line, provider: provider)
        }
        guard credential.secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !credential.secret.isEmpty else {
            throw EaselError(
                .configuration,
                "The key of \(name) from \(credential.origin) holds a space, a line break or a character outside ASCII.",
                provider: provider)
        }
        var call = call
        call.headers.set(profile.keyHeader, scheme: profile.scheme, secret: credential)
        return call
    }
}

extension APIClient {
    /// The address of a path under the base; every segment is escaped, and `.` and `..` are refused.
    private func address(_ path: String, query: [(String, String)]) throws(EaselError) -> URL {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !segments.contains(where: { $0 == "." || $0 == ".." || $0.isEmpty }) else {
            throw EaselError(
                .modelNotFound, "“\(ControlText.oneLine(path))” is not a path at \(name).", provider: provider)
        }
        let escaped = segments.map { Self.escape(String($0), also: "~:@+") }.joined(separator: "/")
        let pairs = query.map { Self.escape($0.0) + "=" + Self.escape($0.1) }.joined(separator: "&")
        let root = (base?.absoluteString ?? "").reversed().drop { $0 == "/" }.reversed()
        guard base != nil, let url = URL(string: String(root) + "/" + escaped + (pairs.isEmpty ? "" : "?" + pairs))
        else {
            throw EaselError(.configuration, "The address of \(name) is not a URL.", provider: provider)
        }
        return url
    }

    private static func escape(_ text: String, also allowed: String = "") -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._,\(allowed)")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
