import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore

/// Takes every request through the same steps: read, note down, let faults strike, ask the service, send.
struct SandboxDispatcher: Sendable {
    private let world: SandboxWorld
    private let services: [String: any SandboxService]
    private let control: ControlRoutes

    /// Largest request body that is read, in bytes.
    private static let largestBody = 96 * 1024 * 1024

    init(world: SandboxWorld) {
        self.world = world
        control = ControlRoutes(world: world)
        var services: [String: any SandboxService] = [:]
        for type in SandboxServices.all {
            let service = type.init(world: world)
            for prefix in type.prefixes { services[prefix] = service }
        }
        self.services = services
    }

    @concurrent
    func respond(to incoming: Request, writer: consuming ResponseWriter, on channel: any Channel) async throws {
        let collected = try? await incoming.body.collect(upTo: Self.largestBody)
        let request = SandboxRequest(
            method: incoming.method.rawValue,
            target: incoming.head.path ?? "/",
            headers: incoming.headers,
            authority: incoming.head.authority,
            body: collected.map { Data($0.readableBytesView) } ?? Data()
        )
        guard let service = services[request.prefix] else {
            try await send(
                Answer(await control.respond(to: request)), splits: false, request: request, writer: writer)
            return
        }
        let name = type(of: service).name
        let number = await world.journal.open(service: name, request: request)
        let verdict = await world.faults.verdict(
            service: name, method: request.method, target: request.target)
        do {
            if verdict.latency > .zero { try await Task.sleep(for: verdict.latency) }
            let answer =
                collected == nil
                ? Answer(service.failure(status: 413, request: request))
                : try await answer(request, from: service, under: verdict)
            if verdict.lateness > .zero { try await Task.sleep(for: verdict.lateness) }
            await world.journal.answered(number, status: answer.reply.status, notes: answer.reply.notes)
            world.log?("\(name) \(request.method) \(request.target) \(answer.reply.status)")
            try await send(answer, splits: service.splitsWrites, request: request, writer: writer)
            await world.journal.ended(number, .finished)
        } catch is StreamEndedByFault {
            await world.journal.ended(number, .faulted)
        } catch is SandboxReset {
            await world.journal.ended(number, .faulted)
            let lingering = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            try? await lingering?.get()
            throw SandboxDisconnect()
        } catch {
            await world.journal.ended(number, error is SandboxDisconnect ? .faulted : .clientClosed)
            throw error
        }
    }

    /// What is sent, and how.
    private struct Answer {
        var reply: SandboxReply
        var cut: StreamCut?
        /// Between two bytes.
        var pause: Duration?

        init(_ reply: SandboxReply, cut: StreamCut? = nil, pause: Duration? = nil) {
            self.reply = reply
            self.cut = cut
            self.pause = pause
        }
    }

    private func answer(
        _ request: SandboxRequest, from service: any SandboxService, under verdict: FaultPlan.Verdict
    ) async throws -> Answer {
        let genuine: () async throws -> SandboxReply = {
            try await JobHold.$requested.withValue(verdict.hold) { try await service.respond(to: request) }
        }
        switch verdict.decisive {
        case nil, .latency, .lateness, .hold:
            return Answer(try await genuine())
        case .status(let status):
            return Answer(service.failure(status: status, request: request))
        case .loading:
            return Answer(service.failure(status: 503, request: request))
        case .html(let status):
            return Answer(IngressPage.reply(status: status))
        case .errorInSuccess:
            return Answer(service.failureInsideSuccess() ?? service.failure(status: 500, request: request))
        case .disconnect(nil):
            throw SandboxDisconnect()
        case .stall(nil):
            try await Task.sleep(for: FaultKind.longestStall)
            throw SandboxDisconnect()
        case .disconnect(let events?):
            return Answer(try await genuine(), cut: StreamCut(kind: .disconnect, afterEvents: events))
        case .stall(let events?):
            return Answer(try await genuine(), cut: StreamCut(kind: .stall, afterEvents: events))
        case .malformed(let events):
            return Answer(try await genuine(), cut: StreamCut(kind: .malformed, afterEvents: events))
        case .errorEvent(let events):
            let reply = try await genuine()
            guard case .events = reply.body else { return Answer(service.failure(status: 502, request: request)) }
            let event = service.midstreamFailure(status: 502, request: request)
            return Answer(reply, cut: StreamCut(kind: .failure(event: event), afterEvents: events))
        case .reset: throw SandboxReset()
        case .drip(let pause): return Answer(try await genuine(), pause: pause)
        case .endless: return Answer(FaultReply.endless(like: try await genuine()))
        case .bomb: return Answer(FaultReply.bomb(like: try await genuine()))
        case .contentType(let type): return Answer(try await genuine().typed(type))
        case .redirect(let port): return Answer(FaultReply.redirect(to: port, from: request))
        }
    }

    @concurrent
    private func send(
        _ answer: Answer, splits: Bool, request: SandboxRequest, writer: consuming ResponseWriter
    ) async throws {
        let (reply, cut) = (answer.reply, answer.cut)
        var head = HTTPResponse(status: .init(code: reply.status), headerFields: reply.headers)
        switch reply.body {
        case .whole(let bytes):
            head.headerFields[.contentLength] = String(bytes.count)
            let sent = WholeBody(bytes: bytes, cut: cut)
            if sent.keepsLength == false { head.headerFields[.contentLength] = String(sent.bytes.count) }
            if request.method == "HEAD" {
                try await writer.writeResponse(head)
                return
            }
            let body = BodyPipe(try await writer.writeHead(head), pause: answer.pause)
            try await body.write(ByteBuffer(bytes: sent.bytes))
            try await sent.endIfCut()
            try await body.finish()
        case .events(let produce):
            let body = BodyPipe(try await writer.writeHead(head), pause: answer.pause)
            var sink = EventSink(writer: body, cut: cut, splitsWrites: splits)
            try await produce(&sink)
            try await sink.finish()
        case .raw(let write):
            let body = BodyPipe(try await writer.writeHead(head))
            try await write(body)
            try await body.finish()
        }
    }
}
