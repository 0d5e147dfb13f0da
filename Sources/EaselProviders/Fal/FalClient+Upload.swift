import EaselCore
import EaselProviderKit
import Foundation

/// Puts large attachments where fal.ai finds them (wire sheet A14, route U1): initiate at the REST host with the key, then
/// PUT to the host that it names without any.
extension FalClient {
    /// Files up to this size go inside the request; the sheet advises about 1 MB.
    private static let inlineLimit = 1 << 20
    /// Larger files go up in parts.
    private static let singleLimit = 90_000_000
    private static let partSize = 10 << 20
    /// How long an upload is kept: long enough for any queue, and no longer than needed.
    private static let lifecycle = #"{"expiration_duration_seconds":86400}"#
    private static let patience = HTTPPatience(head: .seconds(600), idle: .seconds(600))

    private struct Announcement: Encodable, Sendable {
        var contentType: String
        var fileName: String
        enum CodingKeys: String, CodingKey {
            case contentType = "content_type"
            case fileName = "file_name"
        }
    }

    private struct Place: Decodable, Sendable {
        var uploadURL: URL
        var fileURL: URL
        enum CodingKeys: String, CodingKey {
            case uploadURL = "upload_url"
            case fileURL = "file_url"
        }
    }

    private struct Part: Codable, Sendable {
        var partNumber: Int
        var etag: String
    }

    private struct Parts: Encodable, Sendable { var parts: [Part] }

    static func goesInline(_ input: MediaInput) -> Bool { input.bytes.map { $0.count <= inlineLimit } ?? true }

    /// The address of each input, in order: as hosted, as a data URI, or of its upload.
    func addresses(of inputs: [MediaInput]) async throws(EaselError) -> [String] {
        var addresses: [String] = []
        for input in inputs {
            if let bytes = input.bytes, !Self.goesInline(input) {
                addresses.append(try await uploaded(bytes, input))
            } else {
                addresses.append(input.address)
            }
        }
        return addresses
    }

    private func uploaded(_ bytes: Data, _ input: MediaInput) async throws(EaselError) -> String {
        do {
            let isLarge = bytes.count > Self.singleLimit
            let place = try await announce(input, isLarge ? "initiate-multipart" : "initiate")
            if isLarge {
                try await putParts(bytes, at: place.uploadURL)
            } else {
                let call = HTTPCall(.put, place.uploadURL, patience: Self.patience)
                _ = try await store(call.with(body: bytes, type: input.type.rawValue))
            }
            return place.fileURL.absoluteString
        } catch {
            // An upload starts no paid work.
            throw error.with {
                $0.mayHaveBeenAccepted = false
                $0.message = "\(ControlText.oneLine(input.name)) was not uploaded. \($0.message)"
            }
        }
    }

    private func announce(_ input: MediaInput, _ step: String) async throws(EaselError) -> Place {
        let name = ControlText.oneLine(input.name)
        var call = try rest.call(.post, "storage/upload/\(step)", query: [("storage_type", "fal-cdn-v3")])
            .with(
                json: Announcement(contentType: input.type.rawValue, fileName: name.isEmpty ? "file" : name),
                provider: FalProvider.id)
        // The official client sends both spellings: storage-backed uploads read the longer one (A11, A14).
        call.headers.set("X-Fal-Object-Lifecycle", Self.lifecycle)
        call.headers.set("X-Fal-Object-Lifecycle-Preference", Self.lifecycle)
        return try await rest.value(Place.self, from: call)
    }

    private func putParts(_ bytes: Data, at place: URL) async throws(EaselError) {
        var parts: [Part] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = min(start + Self.partSize, bytes.endIndex)
            let number = parts.count + 1
            let call = HTTPCall(.put, try inserting("\(number)", into: place), patience: Self.patience)
            let reply = try await store(call.with(body: Data(bytes[start..<end]), type: "application/octet-stream"))
            let tag = reply.headers["ETag"]
            let body = try await reply.collect(limit: 64 << 10)
            guard
                let part = (try? JSONDecoder().decode(Part.self, from: body))
                    ?? tag.map({ Part(partNumber: number, etag: $0) })
            else { throw rest.failure(EaselError(.invalidResponse, "fal.ai did not confirm part \(number).")) }
            parts.append(part)
            start = end
        }
        let call = HTTPCall(.post, try inserting("complete", into: place), patience: Self.patience)
        _ = try await store(call.with(json: Parts(parts: parts), provider: FalProvider.id))
    }

    /// `{origin}{path}/{step}{?query}`: the step stands before the query (A14).
    private func inserting(_ step: String, into place: URL) throws(EaselError) -> URL {
        var parts = URLComponents(url: place, resolvingAgainstBaseURL: false)
        parts?.percentEncodedPath += "/\(step)"
        guard let url = parts?.url else {
            throw rest.failure(EaselError(.invalidResponse, "fal.ai named an upload address that is none."))
        }
        return url
    }

    /// Sends without the key, whatever the host: the address itself is the permission (A2).
    private func store(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        let context = rest.context
        var call = call
        call.headers.set("User-Agent", context.userAgent)
        if !context.trustedOrigins.contains(call.url) {
            guard call.url.scheme?.lowercased() == "https" else {
                throw rest.failure(EaselError(.invalidResponse, "fal.ai named an upload address that is not https."))
            }
            call.reach = .internet
        }
        let reply: HTTPReply
        do {
            reply = try await context.transport.send(call)
        } catch {
            throw rest.failure(error)
        }
        guard reply.isSuccess else {
            let body = try await reply.collectExplanation(limit: 64 << 10)
            throw rest.failure(status: reply.status, headers: reply.headers, body: body).with {
                // The store's 401 and 403 are about its signature, not about the key.
                if [.authentication, .permission].contains($0.kind) { $0.kind = .unavailable }
            }
        }
        return reply
    }
}
