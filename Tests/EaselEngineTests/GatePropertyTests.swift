import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

@Suite struct GatePropertyTests {
    private static let kinds: [ParameterKind] = [
        .choices("a", "b"), .choice([ParameterChoice(4), ParameterChoice(8)]), .choices("720p", "1080p"),
        .choices("1K", "2K"),
        .integer(minimum: 1, maximum: 4, unit: nil), .number(minimum: -1, maximum: nil, unit: nil), .boolean,
        .text(maximumLength: 4),
        .seed(maximum: nil), .pixels(minimum: 64, maximum: 2048, multipleOf: 8),
        .choiceOrPixels([ParameterChoice("1K")], minimum: 64, maximum: 2048),
        .json,
    ]

    private static let values: [JSONValue] = [
        .null, true, 0, 1, 3, 8.0, 2.5, -7, .number(.infinity), .number(.nan), "", "a", "B", "8", "8s", "900p", "1k",
        "nan", "-inf",
        "1024x768", "1023x768", "0x0", "true", "null", "{\"a\":[1]}", "long text", "\u{0}\u{1B}[2J",
        .array([1, .null]), .object(["k": "v"]),
        .integer(.max), .integer(.min), .number(1e300), "9223372036854775808",
    ]

    @Test(arguments: 0..<40)
    func `no parameter disappears: it is sent, warned of, or the draft is refused by its name`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed &* 7919)
        let keys = ParameterKey.common + ["shift", "own", "Größe"]
        for _ in 0..<250 {
            var card = ModelCard.fake(.video)
            card.origin = [.curated, .listed, .unknown].randomElement(using: &generator) ?? .curated
            card.parameters = keys.shuffled(using: &generator).prefix(Int.random(in: 0...12, using: &generator)).map {
                key in
                ParameterSpec(key, key.rawValue, kind: Self.kinds.randomElement(using: &generator) ?? .json)
            }
            let draft = draft(keys, &generator)
            do {
                let verdict = try CapabilityGate(card: card).check(draft)
                verify(verdict, draft, card)
            } catch {
                let names = draft.parameters.keys.filter { error.message.contains($0.rawValue) }
                #expect(error.kind == .invalidRequest && !names.isEmpty && !error.remedy.isEmpty, "\(error)")
            }
        }
    }

    private func draft(_ keys: [ParameterKey], _ generator: inout SeededGenerator) -> GenerationDraft {
        var parameters: ParameterValues = [:]
        for key in keys.shuffled(using: &generator).prefix(Int.random(in: 1...4, using: &generator)) {
            parameters[key] = Self.values.randomElement(using: &generator)
        }
        return GenerationDraft(modality: .video, prompt: "a fox", parameters: parameters)
    }

    private func verify(_ verdict: GateVerdict, _ draft: GenerationDraft, _ card: ModelCard) {
        #expect(Set(verdict.values.keys).isSubset(of: Set(draft.parameters.keys)), "nothing is made up")
        for (key, wanted) in draft.parameters {
            let warnings = verdict.warnings.filter { $0.parameter == key.rawValue }
            guard let sent = verdict.values[key] else {
                #expect(warnings.map(\.kind) == [.unsupported], "\(key)")
                continue
            }
            #expect(card[key]?.accepts(sent) ?? true, "\(key) \(sent)")
            let isSame = sent.plainText.lowercased() == wanted.plainText.lowercased() || isReading(sent, of: wanted)
            #expect(isSame ? warnings.isEmpty : warnings.map(\.kind) == [.adjusted], "\(key): \(wanted) became \(sent)")
        }
    }

    /// Whether the value is what the typed text says, in another type.
    private func isReading(_ sent: JSONValue, of wanted: JSONValue) -> Bool {
        guard let text = wanted.string else { return false }
        if let flag = sent.bool {
            return (flag ? ["true", "yes", "on", "1"] : ["false", "no", "off", "0"]).contains(text)
        }
        if JSONText.decode(text) == sent { return true }
        guard let number = sent.double, let read = Double(text) else { return false }
        return number == read || (number.isNaN && read.isNaN)
    }
}
