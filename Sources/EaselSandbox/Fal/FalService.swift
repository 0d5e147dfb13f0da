struct FalService: SandboxService {
    static let name = "fal"
    static let prefixes = ["fal-queue"]
    init(world: SandboxWorld) {}
    func respond(to request: SandboxRequest) async throws -> SandboxReply { IngressPage.reply(status: 502) }
    func failure(status: Int, request: SandboxRequest) -> SandboxReply { IngressPage.reply(status: 502) }
    func midstreamFailure(status: Int) -> String { "" }
}
