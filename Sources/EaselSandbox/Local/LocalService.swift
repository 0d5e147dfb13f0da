struct LocalService: SandboxService {
    static let name = "local"
    static let prefixes = ["local"]
    init(world: SandboxWorld) {}
    func respond(to request: SandboxRequest) async throws -> SandboxReply { IngressPage.reply(status: 502) }
    func failure(status: Int, request: SandboxRequest) -> SandboxReply { IngressPage.reply(status: 502) }
    func midstreamFailure(status: Int) -> String { "" }
}
