public import EaselCore
import EaselSandbox

/// What `easel sandbox` is asked to serve.
public struct SandboxOrder: Sendable {
    public var port: Int
    /// Texts of `--fault`.
    public var faults: [String]
    public var isFast: Bool
    /// Called with the port once it accepts connections.
    public var onReady: @Sendable (Int) -> Void

    public init(port: Int, faults: [String], isFast: Bool, onReady: @escaping @Sendable (Int) -> Void) {
        self.port = port
        self.faults = faults
        self.isFast = isFast
        self.onReady = onReady
    }
}

/// Runs the sandbox server: alone, or inside this process for the studio.
public actor SandboxHost {
    private var server: Task<Void, Never>?

    public init() {}

    /// Serves until the calling task is cancelled. Throws `.invalidRequest` for a bad fault, `.unavailable` when the
    /// port is taken.
    public static func serve(_ order: SandboxOrder) async throws(EaselError) {
        var faults: [SandboxFault] = []
        for text in order.faults {
            do { faults.append(try SandboxFault(parsing: text)) } catch {
                throw EaselError(
                    .invalidRequest, "\(error)", remedy: "`easel sandbox --help` shows examples of faults.")
            }
        }
        let configuration = SandboxConfiguration(port: order.port, faults: faults, pace: order.isFast ? .fast : .real)
        do {
            try await SandboxServer(configuration: configuration).run { order.onReady($0) }
        } catch is CancellationError {
            return
        } catch {
            throw EaselError(
                .unavailable, "The sandbox cannot listen on port \(order.port): \(error)",
                remedy: "Choose another port, or --port 0 for any free one.")
        }
    }

    /// Starts a server on a free port of the loopback and returns the port. It runs until `stop`.
    public func start() async throws(EaselError) -> Int {
        let (ports, announce) = AsyncStream<Int>.makeStream()
        server = Task {
            try? await Self.serve(SandboxOrder(port: 0, faults: [], isFast: false) { announce.yield($0) })
            announce.finish()
        }
        for await port in ports { return port }
        throw EaselError(.unavailable, "The built-in sandbox did not start.", remedy: "Run `easel sandbox` to see why.")
    }

    /// Stops the server and waits for its end.
    public func stop() async {
        server?.cancel()
        await server?.value
        server = nil
    }
}
