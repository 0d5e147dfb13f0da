import EaselCore
import EaselProviderKit
import Foundation

/// Files that go with a prompt (wire sheet B8): inside the request when they are small, through the Files API when they are
/// large, as their address when they are hosted already.
extension ReplicateClient {
    /// The files for one field of `input`.
    struct Attachment: Sendable, Hashable {
        var field: String
        /// The field takes a list, also for a single file.
        var isList: Bool
        var files: [MediaInput]

        /// The fields for all files of a request. Throws `unsupported` for a role that the model's card has no field for.
        static func all(of request: some GenerationRequest) throws(EaselError) -> [Attachment] {
            var attachments: [Attachment] = []
            for role in AttachmentRole.allCases {
                let files = request.inputs(role)
                guard !files.isEmpty else { continue }
                guard let (field, isList) = place(of: role, count: files.count, in: request.facts) else {
                    throw EaselError(
                        .unsupported, "\(request.model) takes no \(role.rawValue) file.",
                        provider: ReplicateProvider.id)
                }
                guard isList || files.count == 1 else {
                    throw EaselError(
                        .invalidRequest, "\(request.model) takes one \(role.rawValue) file, not \(files.count).",
                        provider: ReplicateProvider.id)
                }
                attachments.append(Attachment(field: field, isList: isList, files: files))
            }
            return attachments
        }

        /// The card's field, written `image_input[]` when it is a list; for models that nobody described, the name that
        /// most models use (B13).
        private static func place(
            of role: AttachmentRole, count: Int, in facts: ModelFacts
        ) -> (field: String, isList: Bool)? {
            guard facts.inputs == nil else {
                guard let name = facts.input(role)?.wireName else { return nil }
                return name.hasSuffix("[]") ? (String(name.dropLast(2)), true) : (name, false)
            }
            switch role {
            case .reference: return count > 1 ? ("image_input", true) : ("image", false)
            case .first: return ("image", false)
            case .last: return ("last_frame", false)
            case .mask: return ("mask", false)
            }
        }
    }

    /// Replicate advises to send no larger file inside a request (B8).
    static let largestInline = 256 << 10
    /// What the Files API takes (B8).
    static let largestUpload: Int64 = 100 << 20

    private struct StoredFile: Decodable, Sendable {
        struct Addresses: Decodable, Sendable { var get: String }
        var urls: Addresses
    }

    /// The fields with the files in them; large ones are uploaded first.
    func fields(of order: Order) async throws(EaselError) -> [String: JSONValue] {
        var fields = order.fields
        for attachment in order.attachments {
            var addresses: [JSONValue] = []
            for file in attachment.files { addresses.append(.string(try await address(of: file))) }
            fields[attachment.field] = attachment.isList ? .array(addresses) : addresses.first
        }
        return fields
    }

    /// The fields as a preview shows them: nothing is uploaded.
    static func previewFields(of order: Order) -> [String: JSONValue] {
        var fields = order.fields
        for attachment in order.attachments {
            let addresses = attachment.files.map { file in
                JSONValue.string(isLarge(file) ? "<address of \(file.name) after its upload>" : file.address)
            }
            fields[attachment.field] = attachment.isList ? .array(addresses) : addresses.first
        }
        return fields
    }

    private static func isLarge(_ file: MediaInput) -> Bool { (file.bytes?.count ?? 0) > largestInline }

    private func address(of file: MediaInput) async throws(EaselError) -> String {
        guard let bytes = file.bytes, Self.isLarge(file) else { return file.address }
        guard Int64(bytes.count) <= Self.largestUpload else {
            throw EaselError(
                .unsupported, "\(ControlText.oneLine(file.name)) is larger than the 100 MB that Replicate takes.",
                remedy: "Attach a smaller file, or the address of one.", provider: ReplicateProvider.id)
        }
        var form = MultipartForm()
        form.add("content", file: bytes, named: file.name, type: file.type.rawValue)
        let patience = HTTPPatience(head: .seconds(300), idle: .seconds(300))
        let call = try api.call(.post, "files", patience: patience).with(body: form.body, type: form.contentType)
        do {
            return try await api.value(StoredFile.self, from: call).urls.get
        } catch {
            // An upload that went astray costs nothing: sending the whole request again is safe.
            throw error.with { $0.mayHaveBeenAccepted = false }
        }
    }
}
