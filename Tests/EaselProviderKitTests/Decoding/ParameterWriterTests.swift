import EaselCore
import EaselProviderKit
import Testing

struct ParameterWriterTests {
    private let specs = [
        ParameterSpec(.durationSeconds, "", kind: .choice([ParameterChoice(8, wire: "8s")]), wire: "duration"),
        ParameterSpec(.aspectRatio, "", kind: .choices("1:1"), wire: "image_size"),
        ParameterSpec(.size, "", kind: .text(maximumLength: nil), wire: "image_size"),
        ParameterSpec(.seed, "", kind: .seed(maximum: nil), wire: "seed"),
    ]

    private func write(_ values: ParameterValues, specs: [ParameterSpec] = []) -> ParameterWriter {
        ParameterWriter(
            RequestParameters(values: values, specs: specs), handled: [.system],
            customary: [.seed: "seed", .count: "num_images"],
            provider: "Acme")
    }

    @Test func `a card gives the wire name and the wire type`() {
        #expect(write([.durationSeconds: 8], specs: specs).fields == ["duration": "8s"])
    }

    @Test func `without a card the customary name is used, and own names pass as they are`() {
        #expect(write([.count: 2, "cfg": 1, .seed: 3]).fields == ["num_images": 2, "cfg": 1, "seed": 3])
    }

    @Test func `a card may give a parameter its common name, too`() {
        let named = [ParameterSpec(.lyrics, "Lyrics", kind: .text(maximumLength: nil), wire: "lyrics")]
        let writer = write([.lyrics: "la"], specs: named)
        #expect(writer.fields == ["lyrics": "la"] && writer.warnings.isEmpty)
    }

    @Test func `a common parameter without a name is left out with a warning`() {
        let writer = write([.lyrics: "la", .system: "s"])
        #expect(writer.fields.isEmpty)
        #expect(writer.warnings.map(\.kind) == [.unsupported] && writer.warnings.first?.parameter == "lyrics")
    }

    @Test func `two parameters of one field are told, and the second is used`() {
        let writer = write([.aspectRatio: "1:1", .size: "512x512"], specs: specs)
        #expect(writer.fields == ["image_size": "512x512"])
        #expect(writer.warnings.map(\.kind) == [.adjusted] && writer.warnings.first?.parameter == "aspectRatio")
    }
}
