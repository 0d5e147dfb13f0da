import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite struct GateParameterTests {
    private let card = ModelCard.fake(
        .video,
        parameters: [
            ParameterSpec(.aspectRatio, "Ratio", kind: .choices("16:9", "9:16")),
            ParameterSpec(.resolution, "Resolution", kind: .choices("720p", "1080p")),
            ParameterSpec(
                .size, "Size",
                kind: .choiceOrPixels([ParameterChoice("1K"), ParameterChoice("4K")], minimum: 256, maximum: 4096)),
            ParameterSpec(
                .durationSeconds, "Length", kind: .choice([ParameterChoice(4), ParameterChoice(8, wire: "8s")])),
            ParameterSpec(.count, "Count", kind: .integer(minimum: 1, maximum: 4, unit: nil)),
            ParameterSpec(.guidanceScale, "Guidance", kind: .number(minimum: 0, maximum: 20, unit: nil)),
            ParameterSpec(.generateAudio, "Sound", kind: .boolean),
            ParameterSpec(.seed, "Seed", kind: .seed(maximum: 100)),
            ParameterSpec(.negativePrompt, "Negative", kind: .text(maximumLength: 5)),
            ParameterSpec("shift", "Shift", kind: .json),
        ])

    private func check(_ values: ParameterValues, _ card: ModelCard? = nil) throws -> GateVerdict {
        try CapabilityGate(card: card ?? self.card).check(
            GenerationDraft(modality: .video, prompt: "a fox", parameters: values))
    }

    @Test(arguments: [
        (ParameterKey.count, "3", JSONValue.integer(3)), (.guidanceScale, "7.5", .number(7.5)),
        (.generateAudio, "yes", .bool(true)),
        (.generateAudio, "off", .bool(false)), (.seed, "42", .integer(42)),
        (.negativePrompt, "12345", .string("12345")),
        (.durationSeconds, "8", .integer(8)), (.resolution, "1080P", .string("1080p")), (.size, "1k", .string("1K")),
        (.size, "1024x512", .string("1024x512")), ("shift", "{\"a\":1}", .object(["a": 1])),
        ("shift", "word", .string("word")),
    ])
    func `typed text becomes the type that the parameter has`(key: ParameterKey, text: String, value: JSONValue) throws
    {
        let verdict = try check([key: .string(text)])
        #expect(verdict.values == [key: value])
        #expect(verdict.warnings.isEmpty)
    }

    @Test func `a fraction without a remainder is a whole number`() throws {
        #expect(
            try check([.count: 2.0, .durationSeconds: 8.0])
                == GateVerdict(values: [.count: 2, .durationSeconds: 8], warnings: []))
    }

    @Test(arguments: [
        (ParameterKey.resolution, JSONValue.string("900p"), JSONValue.string("720p")), (.resolution, "4000p", "1080p"),
        (.durationSeconds, 6, 4), (.durationSeconds, "7", 8), (.durationSeconds, "60s", 8), (.size, "2K", "1K"),
        (.size, "3k", "4K"),
    ])
    func `a tier that is not offered becomes the nearest one, the smaller of two, with a warning`(
        key: ParameterKey, wanted: JSONValue, used: JSONValue
    ) throws {
        let verdict = try check([key: wanted])
        #expect(verdict.values == [key: used])
        let warning = try #require(verdict.warnings.first)
        #expect(verdict.warnings.count == 1)
        #expect(warning.kind == .adjusted && warning.parameter == key.rawValue)
        #expect(warning.message.contains(wanted.plainText) && warning.message.contains(used.plainText))
    }

    @Test(arguments: [
        (ParameterKey.aspectRatio, JSONValue.string("4:3"), "16:9 or 9:16"), (.count, "9", "1 to 4"),
        (.count, "two", "1 to 4"), (.count, 2.5, "1 to 4"),
        (.guidanceScale, "nan", "0 to 20"), (.guidanceScale, "1e999", "0 to 20"),
        (.generateAudio, "maybe", "true or false"), (.generateAudio, 1, "true or false"),
        (.seed, "-1", "0 to 100"), (.seed, "99999999999999999999999", "0 to 100"),
        (.negativePrompt, "123456", "text of at most 5"),
        (.resolution, "high", "720p or 1080p"), (.size, "9000x9000", "WIDTHxHEIGHT"),
        (.durationSeconds, "-3", "4 or 8"), (.durationSeconds, "inf", "4 or 8"),
        (.durationSeconds, "nan", "4 or 8"), (.size, .null, "WIDTHxHEIGHT"), (.count, .array([1]), "1 to 4"),
        (.aspectRatio, "", "16:9 or 9:16"),
    ])
    func `a wrong value is refused with what is allowed`(key: ParameterKey, value: JSONValue, allowed: String) throws {
        let error = try #require(throws: EaselError.self) { try check([key: value]) }
        #expect(error.kind == .invalidRequest)
        #expect(error.message.contains(key.rawValue))
        #expect(error.remedy.contains(allowed))
        #expect(error.provider == "fake")
    }

    @Test func `a common parameter that the model lacks is a warning and is not sent`() throws {
        let verdict = try check([.lyrics: "la la", .count: 2])
        #expect(verdict.values == [.count: 2])
        #expect(verdict.warnings.map(\.kind) == [.unsupported])
        #expect(verdict.warnings.first?.parameter == "lyrics")
    }

    @Test func `a name that nobody knows is refused with the names that exist`() throws {
        let error = try #require(throws: EaselError.self) { try check(["cuont": 2]) }
        #expect(error.kind == .invalidRequest)
        #expect(error.remedy.contains("aspectRatio") && error.remedy.contains("shift"))
        let bare = try #require(throws: EaselError.self) { try check(["cuont": 2], .fake(.video)) }
        #expect(bare.remedy == "It takes no parameters.")
    }

    @Test func `a parameter that the model cannot do without is asked for`() throws {
        var voice = ParameterSpec(.voice, "Voice", kind: .choices("Ana", "Bo"))
        voice.isRequired = true
        let card = ModelCard.fake(.video, parameters: [voice])
        let error = try #require(throws: EaselError.self) { try check([:], card) }
        #expect(error.message.contains("voice") && error.remedy.contains("Ana or Bo"))
        #expect(try check([.voice: "bo"], card).values == [.voice: "Bo"])
    }

    @Test(arguments: [CardOrigin.listed, .unknown])
    func `models that nobody described take any name, and JSON where it reads as such`(origin: CardOrigin) throws {
        var card = ModelCard.fake(.video)
        card.origin = origin
        let verdict = try check(["strength": "0.5", "loras": "[\"a\"]", "mood": "dark"], card)
        #expect(verdict.values == ["strength": .number(0.5), "loras": .array(["a"]), "mood": "dark"])
        #expect(verdict.warnings.isEmpty)
    }

    @Test(arguments: [
        (ParameterKey.system, JSONValue.string("42"), JSONValue.string("42")), (.system, "true", "true"),
        (.voice, 21, "21"),
        (.temperature, "0.7", .number(0.7)), (.maxOutputTokens, "200", 200), (.seed, "-1", -1),
        (.generateAudio, "no", .bool(false)),
    ])
    func `common parameters keep their type for models that nobody described`(
        key: ParameterKey, given: JSONValue, sent: JSONValue
    ) throws {
        #expect(try check([key: given], unknown).values == [key: sent])
    }

    @Test(arguments: [
        (ParameterKey.temperature, JSONValue.string("warm"), "a number"), (.count, "0", "at least 1"),
        (.system, .null, "text"), (.seed, 1.5, "a whole number"),
    ])
    func `a common parameter of a wrong type is refused for models that nobody described`(
        key: ParameterKey, value: JSONValue, allowed: String
    ) throws {
        let error = try #require(throws: EaselError.self) { try check([key: value], unknown) }
        #expect(error.kind == .invalidRequest && error.remedy.contains(allowed))
    }

    @Test func `what a listed card does say is held to`() throws {
        var card = card
        card.origin = .listed
        #expect(try check([.count: "3"], card).values == [.count: 3])
        #expect(throws: EaselError.self) { try check([.count: "30"], card) }
    }

    @Test func `a model that is going away is warned of, with its successor`() throws {
        let card = card.with { $0.retirement = Retirement(date: "2026-12-31", successor: "fake-video-2") }
        let warning = try #require(check([:], card).warnings.first)
        #expect(warning.kind == .deprecated && warning.parameter == nil)
        #expect(warning.message.contains("2026-12-31") && warning.message.contains("fake-video-2"))
    }

    private var unknown: ModelCard {
        var card = ModelCard.fake(.video)
        card.origin = .unknown
        return card
    }
}
