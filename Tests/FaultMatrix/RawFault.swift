import EaselProviderKit
import EaselTestSupport
import Testing

/// Something that goes wrong on the wire, in no words of a provider.
struct RawFault: Sendable, CustomTestStringConvertible {
    var name: String
    var nature: FaultNature
    /// What the server does, at a stage, with a stranger on another port.
    var steps: @Sendable (Subject, Int) -> [MisbehaverStep]
    /// Strikes only so many times, nil for always.
    var times: Int?
    /// How long the stage's requests are waited for, nil for as long as usual.
    var hurry: HTTPPatience?

    init(
        _ name: String, _ nature: FaultNature, hurry: HTTPPatience? = nil, _ steps: [MisbehaverStep]
    ) {
        self.init(name, nature) { _, _ in steps }
        self.hurry = hurry
    }

    init(_ name: String, _ nature: FaultNature, _ steps: @escaping @Sendable (Subject, Int) -> [MisbehaverStep]) {
        self.name = name
        self.nature = nature
        self.steps = steps
    }

    var testDescription: String { times.map { "\(name), \($0) times" } ?? name }

    /// The request comes through to the honest server before anything goes wrong.
    func reaches(_ subject: Subject) -> Bool {
        steps(subject, 0).contains { step in
            switch step {
            case .relay, .relayClosingDoor, .relaySlowly: true
            default: false
            }
        }
    }

    /// The same, and then all is well again.
    var once: RawFault {
        var copy = self
        copy.times = 1
        return copy
    }

    func prepare(_ server: Misbehaver, for subject: Subject, stranger: Int) {
        if nature == .refused { return refuse(server, subject) }
        server.obey([MisbehaverRule(steps(subject, stranger), times: times) { subject.fits($0) }])
    }

    /// Nobody listens any more when the request comes.
    private func refuse(_ server: Misbehaver, _ subject: Subject) {
        switch subject.stage {
        case .text, .atOnce, .submit: server.closeDoor()
        case .poll: server.obey([MisbehaverRule([.closeDoor, .relay()]) { subject.isSubmit($0) }])
        case .download, .only:
            server.obey([MisbehaverRule([.relayClosingDoor(ifSaid: subject.resultMark)]) { !subject.fits($0) }])
        }
    }
}

extension RawFault {
    /// Long enough for an answer on a busy machine to begin, short enough to be sat out.
    static let moment = HTTPPatience(head: .milliseconds(250), idle: .milliseconds(250))

    static let all = broken + silent + senseless + spoken + honest

    private static let broken: [RawFault] = [
        RawFault("refused", .refused, []),
        RawFault("reset before the header", .broken, [.reset]),
        RawFault("closed before the header", .broken, [.finish]),
        RawFault("reset after the header", .broken, [.relay(.head), .reset]),
        RawFault("reset in the body", .broken, [.relay(.half), .reset]),
        RawFault("truncated", .broken, [.relay(.half), .finish]),
        RawFault("no HTTP", .broken, [.send("SSH-2.0-OpenSSH_9.9\r\n\r\n")]),
        RawFault("a status line without a status", .broken, [.send("HTTP/1.1 fine\r\n\r\n")]),
        RawFault(
            "chunks without sizes", .broken,
            [.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n")]),
        RawFault(
            "headers without an end", .broken,
            [.send("HTTP/1.1 200 OK\r\n"), .flood(Array(String(repeating: "X-More: more\r\n", count: 1000).utf8))]),
    ]

    private static let silent: [RawFault] = [
        RawFault("silence before the header", .silent, hurry: moment, [.silence]),
        RawFault("silence in the body", .silent, hurry: moment, [.relay(.half), .silence]),
        RawFault(
            "a header byte by byte", .silent, hurry: moment,
            [
                .drip(
                    Array("HTTP/1.1 200 OK\r\nX-More: \(String(repeating: "m", count: 400))".utf8),
                    every: .milliseconds(5))
            ]),
        RawFault(
            "a body byte by byte", .silent,
            hurry: HTTPPatience(head: .seconds(60), idle: .seconds(60), whole: .milliseconds(150)),
            [.head(type: "image/png"), .drip(Array(repeating: 32, count: 400), every: .milliseconds(5))]),
    ]

    private static let senseless: [RawFault] = [
        RawFault("not JSON", .senseless, [.answer(200, "{\"id\": 1,")]),
        RawFault(
            "not UTF-8", .senseless, [.head(), .send([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0xC0, 0x7D])]),
        RawFault(
            "JSON without an end in depth", .senseless,
            [.answer(200, "{\"output\":" + String(repeating: "[", count: 100_000))]),
        RawFault("empty", .senseless, [.answer(200, "")]),
        RawFault("a web page", .senseless, [.answer(200, type: "text/html", "<html><title>Sign in</title></html>")]),
        RawFault("a picture of another type", .senseless, [.answer(200, type: "text/plain", "Not found, sorry.")]),
        RawFault(
            "gzip bomb", .senseless,
            [
                .head(200, with: ["Content-Encoding": "gzip"]), .send(GzipBomb.start), .flood(GzipBomb.piece),
            ]),
        RawFault("redirect to a stranger", .redirected) { _, stranger in
            [.answer(302, with: ["Location": "http://127.0.0.1:\(stranger)/elsewhere"])]
        },
        RawFault("redirect without an end", .redirected) { subject, _ in
            [.answer(307, with: ["Location": "/again\(subject.mark)"])]
        },
    ]

    private static let spoken: [RawFault] = [
        RawFault("a web page with 500", .page(500), [.answer(500, type: "text/html", "<html>Oops</html>")]),
        RawFault("a web page with 502", .page(502), [.answer(502, type: "text/html", "<html>Bad Gateway</html>")]),
        RawFault("a web page with 503", .page(503), [.answer(503, type: "text/html", "<html>Later</html>")]),
        RawFault("a web page with 504", .page(504), [.answer(504, type: "text/html", "<html>Time-out</html>")]),
        RawFault("408", .page(408), [.answer(408, type: "text/plain", "Request Timeout")]),
        RawFault("500 without an end", .page(500), [.head(500), .flood(Array(repeating: 65, count: 65_536))]),
    ]

    private static let honest: [RawFault] = [
        RawFault("byte by byte at first", .honest, [.relaySlowly(every: .microseconds(100))]),
        RawFault("later", .honest, [.wait(.milliseconds(30)), .relay()]),
    ]
}
