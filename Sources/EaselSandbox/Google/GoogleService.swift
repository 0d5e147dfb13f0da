/// Google's services: Vertex AI, the Gemini API, Cloud Text-to-Speech, tokens, the metadata server, Secret Manager,
/// Cloud Storage.
///
/// Keys and tokens: any works, except that one containing `invalid` is unknown and one containing `denied` may do nothing.
struct GoogleService: SandboxService {
    static let name = "google"
    static let prefixes = ["vertex", "gemini", "tts", "oauth", "metadata", "secretmanager", "storage"]

    private let routes: [any GoogleRoutes]

    init(world: SandboxWorld) {
        let shelf = GoogleStorageShelf()
        routes = [
            GoogleStorageRoutes(world: world, shelf: shelf), GoogleTokenRoutes(world: world),
            GoogleMetadataRoutes(world: world), GoogleSecretRoutes(), GoogleGenerateRoutes(world: world),
            GoogleModelRoutes(), GoogleFileRoutes(world: world), GoogleUploadRoutes(world: world),
            GoogleInteractionRoutes(world: world, shelf: shelf), GoogleVeoRoutes(world: world, shelf: shelf),
            GoogleLyriaRoutes(world: world), GoogleCloudSpeechRoutes(world: world),
        ]
    }

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        let call = GoogleCall(request)
        do {
            try GoogleGate.admit(call)
            for route in routes {
                if let reply = try await route.respond(to: call) { return reply }
            }
            throw GoogleFailure.notFound
        } catch let failure as GoogleFailure {
            return Self.reply(failure, to: call)
        } catch let complaint as FieldComplaint {
            return Self.reply(.invalid(complaint.message), to: call)
        }
    }

    func failure(status: Int, request: SandboxRequest) -> SandboxReply {
        let call = GoogleCall(request)
        if call.rest.first == "interactions" { return GoogleInteractionFailure.simulated(status: status).reply }
        if call.surface == "storage" { return GoogleStorageFailure.simulated(status: status).reply }
        if call.surface == "oauth" { return GoogleTokenFailure.simulated(status: status).reply }
        return Self.reply(.simulated(status: status), to: call)
    }

    /// An error inside a stream is JSON over several lines and without `data:` (sheet 1.5).
    func midstreamFailure(status: Int, request: SandboxRequest) -> String {
        """
        {
          "error": {
            "code": 499,
            "message": "The operation was cancelled.",
            "status": "CANCELLED",
            "details": [
              {
                "@type": "type.googleapis.com/google.rpc.DebugInfo",
                "detail": "[ORIGINAL ERROR] generic::cancelled: "
              }
            ]
          }
        }

        """
    }

    /// Streaming calls wrap an error in an array of one (sheet 0.1).
    private static func reply(_ failure: GoogleFailure, to call: GoogleCall) -> SandboxReply {
        call.verb == "streamGenerateContent"
            ? SandboxReply(status: failure.status, json: JSON.array([failure.body])) : failure.reply
    }
}
