import Foundation

/// `/_sandbox/…`: what tests and people use to look inside and to change the faults.
struct ControlRoutes: Sendable {
    static let prefix = "_sandbox"

    let world: SandboxWorld

    func respond(to request: SandboxRequest) async -> SandboxReply {
        guard request.prefix == Self.prefix else { return unknownPrefix(request) }
        switch (request.method, request.path) {
        case ("GET", "health"):
            return SandboxReply(
                json: Health(status: "ok", pace: world.pace.rawValue, services: SandboxServices.all.map { $0.name }))
        case ("GET", "requests"):
            return SandboxReply(json: await world.journal.entries(pathContaining: request.queryValue("path")))
        case ("DELETE", "requests"):
            await world.journal.clear()
            return SandboxReply(json: JSON.object([:]))
        case ("GET", "faults"):
            return SandboxReply(
                json: await world.faults.report().map { FaultReport(fault: $0.fault, struck: $0.struck) })
        case ("POST", "faults"):
            return await replaceFaults(request)
        case ("GET", "jobs"):
            return SandboxReply(json: await world.jobs.report())
        case ("POST", "release"):
            await world.jobs.release()
            return SandboxReply(json: JSON.object([:]))
        default:
            return refusal(404, "no \(request.method) /_sandbox/\(request.path)")
        }
    }

    private func replaceFaults(_ request: SandboxRequest) async -> SandboxReply {
        guard let items = JSON(parsing: request.body)?.array else {
            return refusal(400, "send a JSON list of fault texts, for example [\"fal:429:times=2\"]")
        }
        var faults: [SandboxFault] = []
        for item in items {
            guard let text = item.string else { return refusal(400, "every fault is a text, such as \"fal:429\"") }
            do {
                faults.append(try SandboxFault(parsing: text))
            } catch {
                return refusal(400, error.description)
            }
        }
        await world.faults.replace(with: faults)
        return SandboxReply(json: faults.map(\.description))
    }

    private func unknownPrefix(_ request: SandboxRequest) -> SandboxReply {
        let prefixes = SandboxServices.all.flatMap { $0.prefixes }.map { "/\($0)" }
        return refusal(404, "the sandbox serves \(prefixes.joined(separator: " ")) and /\(Self.prefix)/health")
    }

    private func refusal(_ status: Int, _ message: String) -> SandboxReply {
        SandboxReply(status: status, json: ["error": message])
    }

    private struct Health: Encodable {
        let status: String
        let pace: String
        let services: [String]
    }

    private struct FaultReport: Encodable {
        let fault: String
        let struck: Int
    }
}
