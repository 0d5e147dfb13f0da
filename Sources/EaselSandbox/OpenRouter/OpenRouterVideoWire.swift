/// The answer to a submit and to a poll (sheet A6). What is not known yet is left out.
struct OpenRouterVideoReply: Encodable, Sendable {
    struct Usage: Encodable, Sendable {
        let cost: Double
        var isByok = false
    }

    let id: String
    let pollingUrl: String
    let status: String
    var generationId: String?
    var unsignedUrls: [String]?
    var urls: [String]?
    var expiresAt: Int?
    /// Text, not an object.
    var error: String?
    var usage: Usage?
}
