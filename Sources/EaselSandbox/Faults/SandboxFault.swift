/// One thing that goes wrong on purpose, written as text: `fal:429:times=2`, `*:latency=500ms`.
///
/// The grammar:
///
///     SPEC    = SERVICE ":" KIND *( ":" OPTION )
///     SERVICE = "*" | a service name (openrouter, fal, local)
///     KIND    = 4xx or 5xx status            the provider's own body and headers for it
///             | "latency=" DURATION          waits before answering (500ms, 2s)
///             | "late=" DURATION             does the work at once and answers so much later
///             | "disconnect"                 closes the connection without answering
///             | "disconnect-after=" N        closes it after N events, or half-way through a plain body
///             | "stall" | "stall-after=" N   sends nothing, or N events, then falls silent
///             | "malformed" | "malformed-after=" N   a 200 whose JSON is cut short
///             | "html" | "html=" STATUS      an ingress error page (502 unless said), or any page (200)
///             | "error-after=" N             the provider's error event after N events of a stream
///             | "error-in-200"               status 200 with an error body, where the provider has that
///             | "loading"                    503 as a local server sends while it loads its model
///             | "reset"                      resets the connection without answering
///             | "drip=" DURATION             the answer, a byte every so often
///             | "endless"                    a 200 whose body never ends
///             | "bomb"                       a 200 whose gzip body inflates without an end
///             | "type=" TYPE                 the answer under another media type (text/html)
///             | "redirect" | "redirect=" PORT        a 302 to the same place, or to another port of this machine
///             | "hold=queued" | "hold=running"       jobs submitted now stay in that state until released
///     OPTION  = "times=" N                   only so many times (default: always)
///             | "after=" N                   lets the first N matching requests pass
///             | "path=" TEXT                 only where path and query contain it (case matters)
///             | "method=" VERB               only for this HTTP method
public struct SandboxFault: Sendable, Hashable, CustomStringConvertible {
    /// The text this was read from.
    public let description: String

    let service: String
    let kind: FaultKind
    let times: Int?
    let skipping: Int
    let path: String?
    let method: String?

    /// Reads one specification.
    ///
    /// - Throws: `SandboxFaultSyntaxError`, whose description says what is wrong and what is allowed.
    public init(parsing text: String) throws(SandboxFaultSyntaxError) {
        var parser = FaultParser(text: text)
        self = try parser.parse()
    }

    init(text: String, service: String, kind: FaultKind, options: FaultParser.Options) {
        description = text
        self.service = service
        self.kind = kind
        times = options.times
        skipping = options.skipping
        path = options.path
        method = options.method
    }

    /// Whether this fault is about a request, whatever its counters say.
    func concerns(service name: String, method requestMethod: String, target: String) -> Bool {
        (service == "*" || service == name)
            && (method.map { $0 == requestMethod } ?? true)
            && (path.map { target.contains($0) } ?? true)
    }
}
