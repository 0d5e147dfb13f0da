import EaselCore
import Testing

struct MediaTypeTests {
    @Test(arguments: [
        ("Image/PNG; q=1", "image/png"), (" audio/mpeg ", "audio/mpeg"), ("text/html;charset=utf-8", "text/html"),
        ("", ""), (";", ""),
    ])
    func `parameters, case and blanks do not count`(text: String, type: String) {
        #expect(MediaType(rawValue: text).rawValue == type)
        #expect(MediaType(rawValue: text) == MediaType(rawValue: type))
    }

    @Test(arguments: [
        ("png", "image/png"), ("JPEG", "image/jpeg"), ("jpg", "image/jpeg"), ("m4v", "video/mp4"),
        ("opus", "audio/ogg"), ("text", "text/plain"),
    ])
    func `a file's extension stands for a type`(name: String, type: String) {
        #expect(MediaType(fileExtension: name)?.rawValue == type)
    }

    @Test func `an extension that is not known stands for none`() {
        for name in ["", "exe", "bin", "p/n/g"] { #expect(MediaType(fileExtension: name) == nil) }
    }

    @Test(arguments: [
        MediaType.png, .jpeg, .webp, .gif, .svg, .mp4, .webm, .quickTime, .mp3, .wav, .flac, .ogg, .plainText,
    ])
    func `a known type and its extension belong together`(type: MediaType) {
        #expect(MediaType(fileExtension: type.fileExtension) == type)
        #expect(!type.family.isEmpty && type.rawValue.hasPrefix(type.family))
    }

    @Test func `an unknown type is a file of bytes`() {
        #expect(MediaType(rawValue: "application/x-thing").fileExtension == "bin")
        #expect(MediaType(rawValue: "nonsense").family == "nonsense")
    }

    @Test func `an input spec takes a type or a family`() {
        let spec = InputSpec(.reference, types: ["image/*", "audio/wav"])
        #expect(spec.accepts(.png) && spec.accepts(.wav))
        #expect(!spec.accepts(.mp3))
    }
}
