import EaselCore
import EaselProviderKit
import Foundation

/// Writes attachments into the fields that a model has for them (wire sheet A14).
extension FalClient {
    /// The fields by wire name.
    ///
    /// - Parameter addresses: of the request's inputs, in their order.
    func fields(
        for request: some GenerationRequest, addresses: [String]
    ) throws(EaselError) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        for role in AttachmentRole.allCases {
            let own = zip(request.inputs, addresses).filter { $0.0.role == role }.map { JSONValue.string($0.1) }
            guard !own.isEmpty, let name = Self.wireName(role, of: request) else { continue }
            fields[name] = Self.isList(role, name, request) ? .array(own) : own[0]
        }
        return fields
    }

    /// Throws before anything is uploaded: `unsupported` for a file that the model has no field for or that fal.ai cannot
    /// fetch, `invalidRequest` for too many.
    func checkFiles(of request: some GenerationRequest) throws(EaselError) {
        for role in AttachmentRole.allCases {
            let files = request.inputs(role)
            guard let file = files.first else { continue }
            guard let name = Self.wireName(role, of: request) else {
                throw refusal(.unsupported, "\(request.model) takes no \(role.rawValue) file.")
            }
            if files.count > 1, !Self.isList(role, name, request) {
                throw refusal(
                    .invalidRequest, "\(request.model) takes one \(role.rawValue) file, not \(files.count).")
            }
            guard files.compactMap(\.hosted).allSatisfy(Self.canFetch) else {
                throw refusal(
                    .unsupported,
                    "fal.ai cannot fetch the address of \(ControlText.oneLine(file.name)): it takes https addresses of at "
                        + "most 2048 characters.")
            }
        }
    }

    /// Typed address fields take 2048 characters (A14).
    private static func canFetch(_ url: URL) -> Bool {
        ["https", "http"].contains(url.scheme?.lowercased() ?? "") && url.absoluteString.utf8.count <= 2048
    }

    private func refusal(_ kind: EaselError.Kind, _ message: String) -> EaselError {
        EaselError(kind, message, provider: FalProvider.id)
    }

    private static func isList(_ role: AttachmentRole, _ name: String, _ request: some GenerationRequest) -> Bool {
        name.hasSuffix("urls") || (request.facts.input(role)?.maximumCount ?? 1) > 1
    }

    /// The field's name from the card; for models without one, the name that most models of the catalogue use (A19).
    private static func wireName(_ role: AttachmentRole, of request: some GenerationRequest) -> String? {
        if request.facts.inputs != nil { return request.facts.input(role)?.wireName }
        let files = request.inputs(role)
        switch role {
        case .reference where files.first?.type.family == "video": return "video_url"
        case .reference where files.first?.type.family == "audio": return "audio_url"
        case .reference:
            return files.count > 1 || request.model.rawValue.hasSuffix("/edit") ? "image_urls" : "image_url"
        case .first: return "image_url"
        case .last: return "end_image_url"
        case .mask: return "mask_url"
        }
    }
}
