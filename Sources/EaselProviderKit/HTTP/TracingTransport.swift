public import EaselCore

/// Tells providers the trace that a request belongs to (W3C Trace Context, header `traceparent`). Addresses that came out of
/// a response are told nothing.
public struct TracingTransport: HTTPTransport {
    private let transport: any HTTPTransport

    public init(_ transport: any HTTPTransport) { self.transport = transport }

    public func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        guard call.reach == .anywhere, let trace = TraceContext.current else { return try await transport.send(call) }
        var call = call
        call.headers.set("traceparent", trace.header)
        return try await transport.send(call)
    }
}
