import EaselCore
import EaselProviderKit

/// Writes attachments into the fields that a model has for them, as data URIs (wire sheet A14).
extension FalClient {
    /// fal's own toolkit refuses a longer data URI (A14).
    private static let longestDataURI = 10 << 20

    /// The fields by wire name. Throws `unsupported` for a file that is too large or that the model's card has no field for.
    static func fields(for request: some GenerationRequest) throws(EaselError) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        for role in AttachmentRole.allCases {
            let files = request.inputs(role)
            guard !files.isEmpty else { continue }
            guard let name = wireName(role, of: request) else {
                throw EaselError(
                    .unsupported, "\(request.model) takes no \(role.rawValue) file.", provider: FalProvider.id)
            }
            let addresses = files.map(\.address)
            if let large = zip(files, addresses).first(where: { $0.1.utf8.count > longestDataURI })?.0 {
                throw EaselError(
                    .unsupported, "\(ControlText.oneLine(large.name)) is too large to go inside a request to fal.ai.",
                    remedy: "Attach a file of at most 7 MB.", provider: FalProvider.id)
            }
            if name.hasSuffix("urls") {
                fields[name] = .array(addresses.map(JSONValue.string))
            } else if addresses.count == 1 {
                fields[name] = .string(addresses[0])
            } else {
                throw EaselError(
                    .invalidRequest, "\(request.model) takes one \(role.rawValue) file, not \(addresses.count).",
                    provider: FalProvider.id)
            }
        }
        return fields
    }

    /// The field's name from the card; for models without one, the name that most models of the catalogue use (A19).
    private static func wireName(_ role: AttachmentRole, of request: some GenerationRequest) -> String? {
        if request.facts.inputs != nil { return request.facts.input(role)?.wireName }
        switch role {
        case .reference:
            return request.inputs(.reference).count > 1 || request.model.rawValue.hasSuffix("/edit")
                ? "image_urls" : "image_url"
        case .first: return "image_url"
        case .last: return "end_image_url"
        case .mask: return "mask_url"
        }
    }
}
