import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite struct GateAttachmentTests {
    private let card = ModelCard.fake(.video).with {
        $0.inputs = [
            InputSpec(.first, types: ["image/png", "image/jpeg"], isRequired: true),
            InputSpec(.reference, maximumCount: 2),
        ]
        $0.limits.promptCharacters = 10
    }

    private func check(_ prompt: String = "a fox", _ roles: AttachmentRole..., card: ModelCard? = nil) throws {
        let attachments = roles.map { Attachment(role: $0, file: URL(fileURLWithPath: "file.png")) }
        _ = try CapabilityGate(card: card ?? self.card).check(
            GenerationDraft(modality: .video, prompt: prompt, attachments: attachments))
    }

    @Test func `files that the model takes pass`() throws {
        try check("a fox", .first)
        try check("a fox", .first, .reference, .reference)
    }

    @Test func `a role that the model lacks is refused with the roles that it has`() throws {
        let error = try #require(throws: EaselError.self) { try check("a fox", .first, .mask) }
        #expect(error.kind == .unsupported && error.message.contains("mask"))
        #expect(error.remedy.contains("--attach first=FILE") && error.remedy.contains("--attach reference=FILE"))
        let bare = try #require(throws: EaselError.self) { try check("a fox", .mask, card: .fake(.video)) }
        #expect(bare.remedy.contains("without attachments"))
    }

    @Test func `too many files of a role are refused with both numbers`() throws {
        let error = try #require(throws: EaselError.self) {
            try check("a fox", .first, .reference, .reference, .reference)
        }
        #expect(error.kind == .invalidRequest && error.message.contains("2") && error.message.contains("3"))
    }

    @Test func `a file that the model needs is asked for`() throws {
        let error = try #require(throws: EaselError.self) { try check("a fox", .reference) }
        #expect(error.kind == .invalidRequest && error.remedy.contains("--attach first=FILE"))
    }

    @Test(arguments: ["", " ", "\n\t "])
    func `an empty prompt is refused unless a file speaks for it`(prompt: String) throws {
        #expect(throws: EaselError.self) { try check(prompt, card: .fake(.video)) }
        try check(prompt, .first)
    }

    @Test func `a prompt may be as long as the model takes, counted in characters`() throws {
        try check(String(repeating: "👩‍👩‍👧", count: 10), .first)
        let error = try #require(throws: EaselError.self) { try check(String(repeating: "x", count: 11), .first) }
        #expect(error.kind == .invalidRequest && error.message.contains("11") && error.message.contains("10"))
    }

    @Test func `the type is judged by the bytes, a family allows all of its types`() throws {
        let gate = CapabilityGate(card: card)
        let input = { (role: AttachmentRole, type: MediaType) in
            MediaInput(role: role, bytes: Data(), type: type, name: "cat.png")
        }
        try gate.check([input(.first, .png), input(.reference, .webp)])
        let error = try #require(throws: EaselError.self) { try gate.check([input(.first, .gif)]) }
        #expect(
            error.kind == .invalidRequest && error.message.contains("image/gif") && error.message.contains("image/jpeg")
        )
        #expect(throws: EaselError.self) { try gate.check([input(.reference, .mp4)]) }
    }

    @Test(arguments: [CardOrigin.listed, .unknown])
    func `models that nobody described take any file`(origin: CardOrigin) throws {
        let card = ModelCard.fake(.video).with { $0.origin = origin }
        try check("a fox", .mask, .last, card: card)
        try CapabilityGate(card: card).check([MediaInput(role: .mask, bytes: Data(), type: .binary, name: "x")])
    }
}
