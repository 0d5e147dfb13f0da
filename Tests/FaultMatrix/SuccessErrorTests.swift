import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

/// HTTP 200 that carries an error, in each provider's own form: it is never taken for a result, and the request is sent again
/// only where the provider's words say that nothing was done.
struct SuccessErrorTests {
    struct Cell: Sendable, CustomTestStringConvertible {
        var subject: Subject
        var body: String
        var testDescription: String { "\(subject.testDescription): \(body.prefix(40))" }
    }

    /// As the sheets show them (google.md 9, openrouter-huggingface-local.md A9, B9 and C8, fal-replicate.md A11, B9).
    private static let bodies: [ProviderID: [String]] = [
        "vertex": [
            #"{"error":{"code":429,"message":"Resource has been exhausted","status":"RESOURCE_EXHAUSTED"}}"#,
            #"{"error":{"code":500,"message":"Internal error","status":"INTERNAL"}}"#,
        ],
        "openrouter": [
            #"{"error":{"message":"Provider returned error","code":429},"user_id":"user_1"}"#,
            #"{"error":{"message":"Internal Server Error","code":500}}"#,
        ],
        "fal": [
            #"{"detail":[{"loc":["body","prompt"],"msg":"field required","type":"value_error.missing"}]}"#,
            #"{"detail":"Internal Server Error"}"#,
        ],
        "replicate": [
            #"{"id":"f41led","status":"failed","error":"Timeout starting prediction (E6716)","output":null,"urls":{}}"#,
            #"{"title":"Server error","detail":"An error occurred","status":500}"#,
        ],
        "huggingface": [#"{"error":"Model too busy"}"#, #"{"error":{"message":"Internal error","code":500}}"#],
        "local": [#"{"error":{"message":"out of memory","type":"server_error","code":500}}"#],
    ]

    private static let cells = Subject.all.filter(\.isSubmit).flatMap { subject in
        (bodies[subject.provider] ?? []).map { Cell(subject: subject, body: $0) }
    }

    @Test(arguments: cells) func `an error inside a success is a failure`(_ cell: Cell) async throws {
        let fault = RawFault("error in 200", .senseless, [.answer(200, cell.body)])
        let outcome = try await Bench.run(cell.subject, fault)
        let record = outcome.record
        #expect(record.status == .failed, "\(outcome.summary)")
        #expect(record.text == nil && record.assets.isEmpty && outcome.results == 0 && outcome.leftovers == 0)
        #expect(outcome.submits == record.attempts.count, "\(outcome.summary)")
        #expect(record.attempts.dropLast().allSatisfy { $0.errorKind?.isTransient == true }, "\(outcome.summary)")
        if outcome.isUncertain { #expect(outcome.submits == 1, "\(outcome.summary)") }
        #expect(outcome.stored?.error == record.error && outcome.owner == nil)
        #expect(outcome.lanes.allSatisfy { $0.running == 0 && $0.waiting == 0 })
    }
}
