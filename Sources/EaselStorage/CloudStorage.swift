public import EaselCore
public import EaselProviderKit
import Foundation

/// Cloud Storage's JSON API (wire sheet 7). It never retries: what failed may be called again.
public struct CloudStorage: Sendable {
    let transport: any HTTPTransport
    let authorizer: (any CallAuthorizer)?
    let endpoint: CloudStorageEndpoint
    let userAgent: String
    /// How long a piece of an upload, or a download, may be silent.
    public var patience = HTTPPatience(head: .seconds(120), idle: .seconds(120))

    /// - Parameter authorizer: signs the calls; nil for emulators and for what is public.
    public init(
        transport: any HTTPTransport, authorizer: (any CallAuthorizer)?, endpoint: CloudStorageEndpoint,
        userAgent: String = "easel"
    ) {
        self.transport = transport
        self.authorizer = authorizer
        self.endpoint = endpoint
        self.userAgent = userAgent
    }

    /// What is known of an object, nil when there is none of that name.
    public func facts(of object: CloudObject) async throws(EaselError) -> CloudObjectFacts? {
        let reply = try await send(try call(.get, "/storage/v1", object))
        if reply.status == 404 { return nil }
        return try await facts(in: reply, of: object)
    }

    /// Removes one version of an object. One that is gone already is no failure.
    public func delete(_ object: CloudObject, generation: String) async throws(EaselError) {
        let reply = try await send(
            try call(
                .delete, "/storage/v1", object, query: ["generation": generation, "ifGenerationMatch": generation]))
        guard reply.isSuccess || reply.status == 404 else { throw try await failure(reply, object) }
    }

    /// Decodes the object in a successful answer.
    func facts(in reply: HTTPReply, of object: CloudObject) async throws(EaselError) -> CloudObjectFacts {
        guard reply.isSuccess else { throw try await failure(reply, object) }
        let body = try await reply.collect(limit: 1 << 20)
        return try ResponseDecoding.decode(CloudObjectFacts.self, from: body, endpoint: "Cloud Storage")
    }

    /// A call to an object; its name is one path segment, slashes encoded.
    func call(
        _ method: HTTPCall.Method, _ root: String, _ object: CloudObject, query: [String: String] = [:],
        patience: HTTPPatience = .brief
    ) throws(EaselError) -> HTTPCall {
        try call(
            method, "\(root)/b/\(Self.escape(object.bucket))/o/\(Self.escape(object.name))", query: query,
            patience: patience)
    }

    /// A call to a path that is escaped already.
    func call(
        _ method: HTTPCall.Method, _ path: String, query: [String: String], patience: HTTPPatience = .brief
    ) throws(EaselError) -> HTTPCall {
        let pairs = query.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.escape($0.value))" }
        let suffix = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
        guard let url = URL(string: endpoint.base.absoluteString + path + suffix) else {
            throw EaselError(.configuration, "The address of Cloud Storage is not a URL.")
        }
        return HTTPCall(method, url, headers: ["User-Agent": userAgent], patience: patience)
    }

    func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        do {
            if let authorizer { return try await authorizer.send(call, over: transport) }
            return try await transport.send(call)
        } catch {
            throw redactor.redact(error)
        }
    }

    func failure(_ reply: HTTPReply, _ object: CloudObject) async throws(EaselError) -> EaselError {
        let body = try await reply.collectExplanation(limit: 64 << 10)
        return redactor.redact(CloudStorageFailure(reply, body).error(object))
    }

    private var redactor: Redactor { Redactor(authorizer?.secrets ?? []) }

    static func escape(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
