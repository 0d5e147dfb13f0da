import EaselCore
import Foundation
import Testing

/// The form of cards in catalog files.
struct ModelCardCodingTests {
    private func decode(_ text: String) throws -> ModelCard {
        try JSONDecoder().decode(ModelCard.self, from: Data(text.utf8))
    }

    @Test func `what a card does not say has its usual value`() throws {
        let card = try decode(#"{"provider":"fal","model":"a/b","modality":"audio"}"#)
        #expect(card == ModelCard(provider: "fal", model: "a/b", modality: .audio, name: "a/b"))
    }

    @Test func `every kind of parameter is read back as it was written`() throws {
        let kinds: [ParameterKind] = [
            .choice([ParameterChoice(4), ParameterChoice(8, wire: "8s")]),
            .integer(minimum: 1, maximum: nil, unit: "px"),
            .number(minimum: nil, maximum: 2.5, unit: nil), .boolean, .text(maximumLength: 9),
            .text(maximumLength: nil),
            .seed(maximum: 7), .pixels(minimum: 64, maximum: 2048, multipleOf: 16),
            .choiceOrPixels([ParameterChoice("square")], minimum: 64, maximum: 128), .json,
        ]
        let card = ModelCard(provider: "p", model: "m", modality: .video, name: "M", summary: "Good.").with {
            $0.parameters = kinds.enumerated().map { index, kind in
                var spec = ParameterSpec(ParameterKey(rawValue: "k\(index)"), "K", kind: kind, default: 1, wire: "w")
                spec.isRequired = index == 0
                return spec.summary("What it does.")
            }
            $0.inputs = [
                InputSpec(
                    .first, types: [.png], maximumCount: 2, isRequired: true, wire: "image", maximumBytes: 9,
                    takesAddresses: true)
            ]
            $0.limits = ModelLimits(promptCharacters: 5)
            $0.price = Price([.image: 0.5])
            $0.retirement = Retirement(date: "2027-01-01", successor: "n")
            $0.route = "predict"
            $0.locations = ["us-central1"]
        }
        #expect(try decode(try JSONText.encode(card)) == card)
    }

    @Test func `a catalog reads like the documentation of an API`() throws {
        let card = try decode(
            #"""
            {"provider": "vertex", "model": "veo", "modality": "video", "name": "Veo", "price": {"second": 0.4},
             "parameters": [{"key": "durationSeconds", "type": "choice", "values": [4, {"value": 8, "wire": "8s"}], "default": 8}],
             "inputs": [{"role": "first"}]}
            """#)
        #expect(card[.durationSeconds]?.wireValue(for: 8) == "8s")
        #expect(card[.durationSeconds]?.wireValue(for: 4) == 4)
        #expect(card.price?.rates == [.second: 0.4])
        #expect(card.inputs.first?.accepts(.png) == true)
    }

    @Test(arguments: [
        #"{"type":"choice","values":[]}"#, #"{"type":"choice"}"#, #"{"type":"integer","minimum":3,"maximum":2}"#,
        #"{"type":"pixels","minimum":1,"maximum":9,"multipleOf":0}"#, #"{"type":"pixels","minimum":9,"maximum":1}"#,
        #"{"type":"pixels","minimum":0,"maximum":-1}"#, #"{"type":"colour"}"#, "{}",
    ])
    func `a parameter that could not be checked is refused`(_ kind: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ParameterKind.self, from: Data(kind.utf8))
        }
    }
}
