import Foundation

/// The object that `--json` prints, read as a script would: by its contract, not by Easel's own types.
struct GenerationResult: Decodable {
    var id: String
    var status: String
    var modality: String
    var provider: String
    var model: String
    var sandbox: Bool
    var prompt: String
    var text: String?
    var assets: [Asset]
    var warnings: [Warning]
    var usage: Usage
    var attempts: [Attempt]
    var remoteJob: RemoteJob?
    var error: Failure?

    struct Asset: Decodable {
        var path: String
        var mediaType: String
        var bytes: Int
        var sha256: String
        var width: Int?
        var height: Int?
        var durationSeconds: Double?
    }

    struct Warning: Decodable {
        var parameter: String?
        var kind: String
        var message: String
    }

    struct Usage: Decodable {
        var inputTokens: Int?
        var outputTokens: Int?
        var costUSD: Double?
        var costIsEstimate: Bool
    }

    struct Attempt: Decodable {
        var provider: String
        var status: String
        var errorKind: String?
    }

    struct RemoteJob: Decodable {
        var provider: String
        var id: String
    }

    struct Failure: Decodable {
        var kind: String
        var message: String
        var remedy: String
        var retryAfterSeconds: Double?
        var providerCode: String?
        var mayHaveBeenAccepted: Bool
    }

    struct List: Decodable {
        var generations: [GenerationResult]
    }

    /// The keys that product.md section 3 promises, whatever happened.
    static let contract: Set<String> = [
        "id", "status", "modality", "provider", "model", "sandbox", "prompt", "text", "assets", "warnings", "usage",
        "attempts", "timing",
        "remoteJob", "error",
    ]

    init(_ output: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(output.utf8)) }

    static func list(_ output: String) throws -> [GenerationResult] {
        try JSONDecoder().decode(List.self, from: Data(output.utf8)).generations
    }
}
