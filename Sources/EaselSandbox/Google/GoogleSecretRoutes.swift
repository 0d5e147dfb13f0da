import Foundation

/// `GET v1/projects/p/secrets/s/versions/v:access` of Secret Manager (sheet 8).
///
/// The content of a secret is `value-of-` and its name. A name that contains `missing`, `locked` or `disabled` fails as
/// such a secret does; one that contains `damaged` comes with a checksum that is wrong.
struct GoogleSecretRoutes: GoogleRoutes {
    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.surface == "secretmanager", call.request.method == "GET", call.verb == "access" else { return nil }
        let path = call.resource.split(separator: "/").map(String.init)
        guard path.count == 6, path[0] == "projects", path[2] == "secrets", path[4] == "versions" else { return nil }
        let name = path[3]
        try Self.check(name, resource: call.resource)
        let bytes = Data("value-of-\(name)".utf8)
        let sum = Self.crc32c(bytes) ^ (name.contains("damaged") ? 1 : 0)
        // The project's number and the version's own number come back, whatever was asked for.
        let version = Int(path[5]).map(String.init) ?? "3"
        return SandboxReply(
            json: [
                "name": .string("projects/123456789/secrets/\(name)/versions/\(version)"),
                "payload": ["data": .string(bytes.base64EncodedString()), "dataCrc32c": .string(String(sum))],
            ] as JSON)
    }

    private static func check(_ name: String, resource: String) throws {
        if name.contains("missing") {
            throw GoogleFailure(
                status: 404, word: "NOT_FOUND", message: "Secret [\(resource)] not found or has no versions.")
        }
        if name.contains("locked") {
            throw GoogleFailure(
                status: 403, word: "PERMISSION_DENIED",
                message:
                    "Permission 'secretmanager.versions.access' denied for resource '\(resource)' (or it may not exist).",
                details: [
                    GoogleFailure.info(
                        "IAM_PERMISSION_DENIED", "iam.googleapis.com", ["permission": "secretmanager.versions.access"])
                ])
        }
        if name.contains("disabled") {
            throw GoogleFailure(
                status: 400, word: "FAILED_PRECONDITION", message: "Secret Version [\(resource)] is in DISABLED state.")
        }
    }

    /// Castagnoli's polynomial, bit by bit.
    private static func crc32c(_ bytes: Data) -> UInt32 {
        var sum: UInt32 = .max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
        }
        return ~sum
    }
}
