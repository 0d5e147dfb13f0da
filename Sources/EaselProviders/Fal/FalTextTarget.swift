import EaselCore

/// Where a request for text goes: the router and the model behind it, or an endpoint that writes.
struct FalTextTarget: Sendable, Hashable {
    static let router = "openrouter/router"

    /// Below `fal.run`.
    let path: String
    /// What the router asks: an id of OpenRouter (A19).
    let upstream: String?
    let streams: Bool
    /// The whole conversation goes along, in OpenAI's protocol.
    let takesTurns: Bool

    /// `openrouter/router#google/gemini-3.5-flash` names the model behind the router; `--set model=` does as well.
    init(_ request: TextRequest) throws(EaselError) {
        let halves = request.model.rawValue.split(separator: "#", maxSplits: 1).map(String.init)
        let endpoint = try FalEndpoint(request.model).submitPath
        guard endpoint == Self.router || endpoint == "openrouter/router/vision" else {
            self.init(path: endpoint, upstream: nil, streams: false, takesTurns: false)
            return
        }
        let named = halves.count > 1 ? halves[1] : request.parameters["model"]?.string
        guard named != nil else {
            throw EaselError(
                .invalidRequest, "fal.ai's router needs to know which model it should ask.",
                remedy: "Name it: --set model=google/gemini-3.5-flash.", provider: FalProvider.id)
        }
        let looks = !request.inputs.isEmpty || endpoint != Self.router
        self.init(
            path: (looks ? "openrouter/router/vision" : Self.router) + "/stream", upstream: named, streams: true,
            takesTurns: !request.conversation.isEmpty)
    }

    private init(path: String, upstream: String?, streams: Bool, takesTurns: Bool) {
        self.path = path
        self.upstream = upstream
        self.streams = streams
        self.takesTurns = takesTurns
    }
}
