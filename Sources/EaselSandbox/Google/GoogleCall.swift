/// A request to one of Google's services with its address taken apart (sheet 0.1).
///
/// `/vertex/v1/projects/p/locations/us/publishers/google/models/m:predict` has the surface `vertex`, the version `v1`,
/// the parent `projects/p/locations/us`, the resource `projects/p/locations/us/publishers/google/models/m`, the rest
/// `publishers google models m` and the verb `predict`.
struct GoogleCall: Sendable {
    let request: SandboxRequest
    /// `v1`, `v1beta`, `v1beta1`; empty where the address has none.
    let version: String
    /// `projects/p/locations/l`, empty without a project.
    let parent: String
    /// The path behind the version, without the verb.
    let resource: String
    /// What stands behind the parent, without the verb.
    let rest: [String]
    /// What stands behind the last colon, nil without one.
    let verb: String?

    /// The prefix: `vertex`, `gemini`, `tts`.
    var surface: String { request.prefix }

    /// Of `projects/p/locations/l`, nil without one.
    var location: String? { parent.split(separator: "/").last.map(String.init) }

    /// The id of the model that the address names, nil where it names none.
    var model: String? {
        switch rest.count {
        case 2 where rest[0] == "models": rest[1]
        case 4 where rest[0] == "publishers" && rest[2] == "models": rest[3]
        default: nil
        }
    }

    init(_ request: SandboxRequest) {
        self.request = request
        var segments = request.segments
        if let first = segments.first, first.hasPrefix("v"), first.dropFirst().first?.isNumber == true {
            version = segments.removeFirst()
        } else {
            version = ""
        }
        var verb: String?
        if let last = segments.last, let colon = last.lastIndex(of: ":"), colon > last.startIndex {
            verb = String(last[last.index(after: colon)...])
            segments[segments.count - 1] = String(last[..<colon])
        }
        self.verb = verb
        resource = segments.joined(separator: "/")
        let hasParent = segments.count >= 4 && segments[0] == "projects" && segments[2] == "locations"
        parent = hasParent ? segments.prefix(4).joined(separator: "/") : ""
        rest = hasParent ? Array(segments.dropFirst(4)) : segments
    }
}
