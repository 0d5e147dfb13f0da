import EaselCore
import Testing

struct ParameterSpecTests {
    static let choice = ParameterSpec(.aspectRatio, "Aspect", kind: .choices("16:9", "1:1"))
    static let duration = ParameterSpec(
        .durationSeconds, "Length", kind: .choice([ParameterChoice(4, wire: "4s"), ParameterChoice(8, wire: "8s")]),
        wire: "duration")
    static let count = ParameterSpec(.count, "Count", kind: .integer(minimum: 1, maximum: 4, unit: nil))
    static let scale = ParameterSpec(.guidanceScale, "Scale", kind: .number(minimum: 0, maximum: 20, unit: nil))
    static let flag = ParameterSpec(.generateAudio, "Audio", kind: .boolean)
    static let words = ParameterSpec(.style, "Style", kind: .text(maximumLength: 5))
    static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: 100))
    static let pixels = ParameterSpec(.size, "Size", kind: .pixels(minimum: 64, maximum: 2048, multipleOf: 8))
    static let mixed = ParameterSpec(
        .size, "Size", kind: .choiceOrPixels([ParameterChoice("2K")], minimum: 64, maximum: 2048))
    static let json = ParameterSpec("loras", "LoRAs", kind: .json)

    @Test(arguments: [
        (choice, "16:9", JSONValue.string("16:9")), (choice, "2:1", nil), (choice, "", nil),
        (duration, "8", .integer(8)), (duration, "5", nil),
        (count, "1", .integer(1)), (count, "4", .integer(4)), (count, "0", nil), (count, "5", nil), (count, "1.5", nil),
        (count, "x", nil),
        (count, "99999999999999999999", nil), (scale, "7.5", .number(7.5)), (scale, "20.01", nil), (scale, "nan", nil),
        (scale, "inf", nil),
        (flag, "YES", .bool(true)), (flag, "off", .bool(false)), (flag, "2", nil), (words, "short", .string("short")),
        (words, "longer", nil),
        (seed, "0", .integer(0)), (seed, "-1", nil), (seed, "101", nil), (pixels, "1024x768", .string("1024x768")),
        (pixels, "1024x767", nil),
        (pixels, "32x64", nil), (pixels, "1024", nil), (pixels, "x", nil), (mixed, "2k", .string("2K")),
        (mixed, "100x101", .string("100x101")), (mixed, "3K", nil),
        (json, "{\"a\": [1]}", .object(["a": .array([1])])), (json, "plain", .string("plain")),
    ])
    func `typed text becomes a value that the model takes, or nothing`(
        spec: ParameterSpec, text: String, value: JSONValue?
    ) {
        #expect(spec.parse(text) == value)
        if let value { #expect(spec.accepts(value)) }
    }

    @Test func `a value of the wrong JSON type is not accepted`() {
        #expect(!Self.count.accepts("2"))
        #expect(Self.count.accepts(.number(2)))
        #expect(!Self.count.accepts(.number(2.5)))
        #expect(!Self.flag.accepts(1))
        #expect(!Self.words.accepts(1))
        #expect(!Self.scale.accepts(.number(.infinity)))
        #expect(Self.scale.accepts(3))
        #expect(!Self.pixels.accepts(.null))
    }

    @Test func `the wire has its own spelling`() {
        let parameters = RequestParameters(
            values: [.durationSeconds: 8, "loras": .array([1]), .seed: 3], specs: [Self.duration, Self.json])
        #expect(parameters.wireValue(.durationSeconds) == "8s")
        #expect(parameters.wireValue(.voice) == nil)
        #expect(parameters.wireFields(except: [.seed]) == ["duration": "8s", "loras": .array([1])])
    }

    @Test(arguments: [
        (choice, "16:9 or 1:1"), (duration, "4 or 8"), (count, "1 to 4"), (flag, "true or false"),
        (words, "text of at most 5 characters"),
        (pixels, "WIDTHxHEIGHT, each side 64 to 2048 in steps of 8"),
        (mixed, "2K or WIDTHxHEIGHT, each side 64 to 2048"), (seed, "0 to 100"),
    ])
    func `what is allowed is said in words`(spec: ParameterSpec, words: String) {
        #expect(spec.allowed == words)
    }
}
