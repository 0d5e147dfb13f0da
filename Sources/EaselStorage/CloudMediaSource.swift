public import EaselCore
import EaselProviderKit
public import Foundation

/// Opens results that already live in Cloud Storage, and leaves every other address to another source.
///
/// The account's token goes to the configured Cloud Storage only, never to a host that an address names.
public struct CloudMediaSource: MediaSource {
    private let storage: CloudStorage
    private let others: any MediaSource

    /// - Parameter others: opens what is not `gs://`.
    public init(_ storage: CloudStorage, otherwise others: any MediaSource) {
        self.storage = storage
        self.others = others
    }

    public func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
        guard url.scheme?.lowercased() == "gs" else { return try await others.open(url, trust: trust) }
        let object = try Self.object(url)
        guard let facts = try await storage.facts(of: object) else {
            throw EaselError(.storage, "There is no \(object).", remedy: "Check whether it was removed meanwhile.")
        }
        return try await storage.download(object, facts, from: 0)
    }

    /// Goes on in the same version of the object.
    public func resume(
        _ url: URL, trust: URLTrust, at point: MediaResumption
    ) async throws(EaselError) -> MediaDownload {
        guard url.scheme?.lowercased() == "gs" else { return try await others.resume(url, trust: trust, at: point) }
        let object = try Self.object(url)
        guard let facts = try await storage.facts(of: object), facts.generation == point.validator,
            point.offset < facts.bytes
        else { return try await open(url, trust: trust) }
        return try await storage.download(object, facts, from: point.offset)
    }

    private static func object(_ url: URL) throws(EaselError) -> CloudObject {
        guard let object = CloudObject(url) else {
            throw EaselError(.invalidResponse, "The address of the result is not the name of an object.")
        }
        return object
    }
}

extension CloudStorage {
    /// Starts a download of one version of an object.
    func download(
        _ object: CloudObject, _ facts: CloudObjectFacts, from offset: Int64
    ) async throws(EaselError) -> MediaDownload {
        var query = ["alt": "media"]
        if let generation = facts.generation { query["generation"] = generation }
        var call = try call(.get, "/download/storage/v1", object, query: query, patience: patience)
        if offset > 0 { call.headers.set("Range", "bytes=\(offset)-") }
        let reply = try await send(call)
        guard reply.isSuccess else { throw try await failure(reply, object) }
        var download = MediaDownload(
            declaredType: facts.contentType ?? reply.contentType, expectedBytes: facts.isEncoded ? nil : facts.bytes,
            body: reply.body)
        if offset > 0, reply.status == 206 {
            guard reply.headers["Content-Range"]?.hasPrefix("bytes \(offset)-") == true else {
                throw EaselError(.invalidResponse, "Cloud Storage answered with another part of \(object).")
            }
            download.offset = offset
        }
        if !facts.isEncoded {
            download.validator = facts.generation
            download.crc32c = facts.crc32c
        }
        return download
    }
}
