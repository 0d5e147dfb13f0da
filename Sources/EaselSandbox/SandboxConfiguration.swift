/// What a `SandboxServer` is started with.
public struct SandboxConfiguration: Sendable {
    /// A loopback address: `127.0.0.1`, `::1` or `localhost`. Anything else is refused when the server starts.
    public var host: String

    /// The port to listen on; 0 asks the system for any free one.
    public var port: Int

    /// The faults in force from the start. `POST /_sandbox/faults` replaces them while the server runs.
    public var faults: [SandboxFault]

    /// How long answers and jobs take.
    public var pace: SandboxPace

    /// Makes identifiers repeatable. `nil` draws a new seed for every server, so that the identifiers of an
    /// earlier run are never mistaken for jobs of this one.
    public var seed: UInt64?

    /// Receives one line per request, without secrets. `nil` keeps the server silent.
    public var log: (@Sendable (String) -> Void)?

    public init(
        host: String = "127.0.0.1",
        port: Int = 0,
        faults: [SandboxFault] = [],
        pace: SandboxPace = .real
    ) {
        self.host = host
        self.port = port
        self.faults = faults
        self.pace = pace
    }

    var isLoopback: Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }
}
