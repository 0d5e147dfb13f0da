import Foundation

/// The metadata server of a virtual machine (sheet 6.5). `GCE_METADATA_HOST` may be `127.0.0.1:PORT/metadata`.
struct GoogleMetadataRoutes: GoogleRoutes {
    static let email = "easel-sandbox@easel-sandbox.iam.gserviceaccount.com"
    static let project = "easel-sandbox"

    private let world: SandboxWorld

    init(world: SandboxWorld) { self.world = world }

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.surface == "metadata" else { return nil }
        let request = call.request
        guard request.header("Metadata-Flavor") == "Google" else {
            return Self.text("Missing required header \"Metadata-Flavor\": \"Google\"", status: 403)
        }
        let account = "computeMetadata/v1/instance/service-accounts/default"
        switch (request.method, request.path) {
        case ("GET", ""), ("GET", "computeMetadata/v1"): return Self.text("instance/\nproject/\n")
        case ("GET", "\(account)/token"):
            let reply = SandboxReply(
                json: [
                    "access_token": .string("ya29.c.\(world.identifiers.letters(48))"), "expires_in": 3599,
                    "token_type": "Bearer",
                ] as JSON)
            return Self.flavoured(reply)
        case ("GET", account) where request.queryValue("recursive") == "true":
            return Self.flavoured(
                SandboxReply(
                    json: [
                        "aliases": ["default"], "email": .string(Self.email),
                        "scopes": ["https://www.googleapis.com/auth/cloud-platform"],
                    ] as JSON))
        case ("GET", "\(account)/email"): return Self.text(Self.email)
        case ("GET", "\(account)/scopes"): return Self.text("https://www.googleapis.com/auth/cloud-platform\n")
        case ("GET", "computeMetadata/v1/project/project-id"): return Self.text(Self.project)
        case ("GET", "computeMetadata/v1/universe/universe-domain"): return Self.text("googleapis.com")
        default: return Self.text("<!DOCTYPE html>\n<title>Error 404 (Not Found)!!1</title>", status: 404)
        }
    }

    private static func text(_ words: String, status: Int = 200) -> SandboxReply {
        flavoured(SandboxReply(status: status, contentType: "application/text", body: Data(words.utf8)))
    }

    private static func flavoured(_ reply: SandboxReply) -> SandboxReply {
        reply.adding("Metadata-Flavor", "Google").adding("Server", "Metadata Server for VM")
    }
}
