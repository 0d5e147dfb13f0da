import EaselCore
import Testing

@Suite struct TraceContextTests {
    @Test func `a generation's id is its trace, and the trace of the process comes first`() {
        let id = JobID(rawValue: "0198c0de-7abc-7def-8123-456789abcdef")
        let own = TraceContext(of: id)
        #expect(own.header == "00-0198c0de7abc7def8123456789abcdef-8123456789abcdef-01")
        let parent = TraceContext.traceID(inTraceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        #expect(parent == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(
            TraceContext(of: id, parent: parent).header == "00-4bf92f3577b34da6a3ce929d0e0e4736-8123456789abcdef-01")
    }

    @Test(arguments: [
        "", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", "00-x-y-z",
    ]) func `what is no traceparent is none`(_ text: String) {
        #expect(TraceContext.traceID(inTraceparent: text) == nil)
    }

    @Test func `an id that is no UUID has a trace all the same, always the same one`() {
        let trace = TraceContext(of: JobID(rawValue: "row-1"))
        #expect(trace == TraceContext(of: JobID(rawValue: "row-1")))
        #expect(trace != TraceContext(of: JobID(rawValue: "row-2")))
        #expect(TraceContext.traceID(inTraceparent: trace.header) == trace.traceID)
    }
}
