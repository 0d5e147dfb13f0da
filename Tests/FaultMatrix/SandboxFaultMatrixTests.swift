import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// The sandbox's own faults (`easel sandbox --fault`), against the same table.
struct SandboxFaultMatrixTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        var word: String
        var nature: FaultNature
        var hurry: HTTPPatience?
        /// Where it means something else: JSON is read whatever type it is said to be, say.
        var exceptions: [Subject.Stage: FaultNature] = [:]
        var testDescription: String { word }
        /// The sandbox does what it is asked, and spoils the answer.
        var reaches: Bool {
            ["stall-after", "disconnect-after", "malformed", "type=", "bomb", "drip"].contains { word.hasPrefix($0) }
        }
    }

    private static let kinds: [Kind] = [
        Kind(word: "408", nature: .refusal(.timeout)),
        Kind(word: "429", nature: .refusal(.rateLimited)),
        Kind(word: "500", nature: .refusal(.unavailable)),
        Kind(word: "503", nature: .refusal(.unavailable)),
        Kind(word: "504", nature: .refusal(.timeout)),
        Kind(word: "loading", nature: .refusal(.unavailable)),
        Kind(word: "html", nature: .page(502)),
        Kind(word: "html=503", nature: .page(503)),
        Kind(word: "html=200", nature: .senseless),
        Kind(word: "disconnect", nature: .broken),
        Kind(word: "disconnect-after=0", nature: .broken),
        Kind(word: "reset", nature: .broken),
        Kind(word: "stall", nature: .silent, hurry: RawFault.moment),
        Kind(word: "stall-after=0", nature: .silent, hurry: RawFault.moment),
        Kind(word: "malformed", nature: .senseless, exceptions: [.download: .honest, .only: .honest]),
        Kind(word: "type=text/html", nature: .senseless, exceptions: [.submit: .honest, .poll: .honest]),
        Kind(word: "redirect", nature: .redirected, exceptions: [.download: .honest, .only: .honest]),
        Kind(word: "redirect=9", nature: .redirected),
        Kind(word: "bomb", nature: .senseless),
        Kind(
            word: "drip=1ms", nature: .silent,
            hurry: HTTPPatience(head: .seconds(60), idle: .seconds(60), whole: .milliseconds(100))),
        Kind(word: "latency=20ms", nature: .honest),
    ]

    struct Cell: Sendable, CustomTestStringConvertible {
        var subject: Subject
        var kind: Kind
        var testDescription: String { "\(subject.testDescription): \(kind.word)" }
    }

    /// Every kind at every provider, at one stage of sending and one of fetching, in turn.
    private static let cells: [Cell] = kinds.enumerated().flatMap { number, kind in
        Subject.byProvider.enumerated().flatMap { place, own in
            [own.filter(\.isSubmit), own.filter { !$0.isSubmit }].compactMap { stages in
                stages.isEmpty ? nil : Cell(subject: stages[(number + place) % stages.count], kind: kind)
            }
        }
    }

    @Test(arguments: cells) func `a fault that passes`(_ cell: Cell) async throws {
        let (subject, kind) = (cell.subject, cell.kind)
        let service = Self.services[subject.provider] ?? ""
        let fault = "\(service):\(kind.word):times=1:method=\(subject.method):path=\(subject.mark)"
        let outcome = try await Bench.run(subject, sandbox: fault, hurry: kind.hurry)
        Expectation(subject, nature(kind, subject), isOnce: true, reaches: kind.reaches).check(outcome)
    }

    /// Adapters that read JSON do so whatever its type is said to be.
    private func nature(_ kind: Kind, _ subject: Subject) -> FaultNature {
        let isJSON =
            (subject.provider == "replicate" && subject.stage == .text)
            || (["huggingface", "local"].contains(subject.provider) && subject.stage == .atOnce)
        if kind.word.hasPrefix("type="), isJSON { return .honest }
        return kind.exceptions[subject.stage] ?? kind.nature
    }

    private static let services: [ProviderID: String] = [
        "vertex": "google", "openrouter": "openrouter", "fal": "fal", "replicate": "replicate",
        "huggingface": "huggingface", "local": "local",
    ]
}
