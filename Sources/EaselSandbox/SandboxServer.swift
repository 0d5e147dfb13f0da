import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on loopback that speaks each provider's wire protocol and produces real media.
///
/// It answers as the provider would: the same bodies, the same refusals, the same order of states. Point Easel at it
/// with `EASEL_SANDBOX_URL`, or a single service with the variables of product.md section 4. It costs one listening
/// socket until the first request arrives, and nothing while it is idle.
public struct SandboxServer: Sendable {
    private let configuration: SandboxConfiguration

    public init(configuration: SandboxConfiguration = SandboxConfiguration()) {
        self.configuration = configuration
    }

    /// Serves until the calling task is cancelled, then returns after open connections are closed.
    ///
    /// - Parameter onReady: called once with the port that was bound, when connections are accepted.
    /// - Throws: `SandboxError` when the address cannot be used.
    public func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        guard configuration.isLoopback else { throw SandboxError.notLoopback(host: configuration.host) }
        let dispatcher = SandboxDispatcher(world: SandboxWorld(configuration: configuration))
        let started = Atomic(false)
        let server = Server(
            childChannelSetup: HTTP1Channel(responder: { request, writer, channel in
                try await dispatcher.respond(to: request, writer: writer, on: channel)
            }),
            configuration: ServerConfiguration(address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { channel in
                started.store(true, ordering: .relaxed)
                await onReady(channel.localAddress?.port ?? configuration.port)
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "easel.sandbox") { _ in SwiftLogNoOpLogHandler() }
        )
        do {
            try await server.run()
        } catch is CancellationError {
            return
        } catch  where !started.load(ordering: .relaxed) {
            throw SandboxError.cannotListen(host: configuration.host, port: configuration.port, reason: "\(error)")
        }
    }
}
