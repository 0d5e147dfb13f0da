/// A request to the API, with or without `v1` in its path: Easel's address ends with it, the address that an SDK is given
/// does not.
struct ReplicateCall: Sendable {
    let request: SandboxRequest
    let segments: [String]
    /// The API's address as the caller wrote it.
    let base: String
    /// The account may look, and has nothing to spend.
    let hasNoCredit: Bool

    /// Any token works, except one with `invalid` in it; one with `nocredit` belongs to an account without money.
    init(_ request: SandboxRequest) throws(ReplicateFailure) {
        guard let token = request.credential(scheme: "Bearer") ?? request.credential(scheme: "Token"),
            !token.contains("invalid")
        else { throw ReplicateFailure.unauthenticated }
        self.request = request
        hasNoCredit = token.contains("nocredit")
        let isVersioned = request.segments.first == "v1"
        segments = isVersioned ? Array(request.segments.dropFirst()) : request.segments
        base = "\(request.origin)/\(request.prefix)" + (isVersioned ? "/v1" : "")
    }

    var method: String { request.method }

    /// `http://…`
    var host: String { request.origin }

    /// One page of a list.
    ///
    /// - Parameter filters: query items that the links to other pages repeat.
    func page(_ results: [JSON], size: Int = 100, keeping filters: [String] = []) -> SandboxReply {
        let start = request.queryValue("cursor").flatMap { Int($0) } ?? 0
        let shown = results.dropFirst(max(start, 0)).prefix(size)
        let path = segments.joined(separator: "/")
        let kept = filters.compactMap { name in request.queryValue(name).map { "&\(name)=\($0)" } }.joined()
        func link(_ cursor: Int) -> JSON { .string("\(base)/\(path)?cursor=\(cursor)\(kept)") }
        return SandboxReply(
            json: [
                "next": start + size < results.count ? link(start + size) : .null,
                "previous": start > 0 ? link(max(0, start - size)) : .null, "results": .array(Array(shown)),
            ] as JSON)
    }
}
