/// One model of the sandbox's fal catalog.
struct FalEndpoint: Sendable {
    /// Shape of the output object (sheet A15, A16, A19).
    enum Output: Sendable {
        /// images, timings, seed, has_nsfw_concepts, prompt
        case flux
        /// images, description
        case banana
        /// images, seed
        case seeded
        /// images
        case plain
        /// video
        case video
        /// video, seed
        case seededVideo
        /// video, seed, actual_prompt
        case rewrittenVideo
    }

    let id: String
    let name: String
    let category: String
    let output: Output
    let fields: [FalField]
    /// USD and the unit it is for.
    let price: (amount: Double, unit: String)

    /// `{owner}/{alias}`: what status, result and cancel use (sheet A3).
    var app: String { Self.app(of: id) }

    var isVideo: Bool {
        switch output {
        case .video, .seededVideo, .rewrittenVideo: true
        case .flux, .banana, .seeded, .plain: false
        }
    }

    static func app(of id: String) -> String {
        id.split(separator: "/").prefix(2).joined(separator: "/")
    }
}
