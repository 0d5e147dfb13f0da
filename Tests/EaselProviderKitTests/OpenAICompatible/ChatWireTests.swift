import EaselCore
import EaselProviderKit
import Foundation
import Testing

struct ChatWireTests {
    private static let all = ChatDialect(
        tokenLimit: .maxTokens, asksForUsage: false, attachments: Set(ChatAttachment.allCases), nestsDottedNames: true)

    private func body(
        _ inputs: [MediaInput] = [], _ values: ParameterValues = [:], dialect: ChatDialect = all,
        adding extras: ChatExtras = ChatExtras()
    ) throws -> JSONValue? {
        let request = TextRequest(
            model: "m", prompt: "p", inputs: inputs, parameters: RequestParameters(values: values))
        let wire = try ChatWire(request, dialect: dialect, provider: "P", adding: extras)
        return JSONText.decode(try JSONText.encode(wire))
    }

    private func file(_ type: MediaType) -> MediaInput {
        MediaInput(role: .reference, bytes: Data([1, 2, 3]), type: type, name: "f")
    }

    @Test(arguments: [
        ("image/png", #"{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}"#),
        ("video/mp4", #"{"type":"video_url","video_url":{"url":"data:video/mp4;base64,AQID"}}"#),
        ("audio/mpeg", #"{"type":"input_audio","input_audio":{"data":"AQID","format":"mp3"}}"#),
        ("audio/wav", #"{"type":"input_audio","input_audio":{"data":"AQID","format":"wav"}}"#),
        ("application/pdf", #"{"type":"file","file":{"filename":"f","file_data":"data:application/pdf;base64,AQID"}}"#),
    ]) func `a file becomes the part of its kind, after the words`(_ type: MediaType, _ part: String) throws {
        let wanted =
            #"{"model":"m","stream":true,"messages":[{"role":"user","content":[{"type":"text","text":"p"},\#(part)]}]}"#
        #expect(try body([file(type)]) == JSONText.decode(wanted))
    }

    @Test func `a hosted file goes by its address`() throws {
        let url = try #require(URL(string: "https://a.example/b.pdf"))
        let hosted = MediaInput(role: .reference, content: .hosted(url), type: "application/pdf", name: "b.pdf")
        let text = try #require(try body([hosted]).map { "\($0)" })
        #expect(text.contains("https://a.example/b.pdf"))
    }

    @Test func `hosted sound and files of other kinds are refused`() throws {
        let url = try #require(URL(string: "https://a.example/b.mp3"))
        let hosted = MediaInput(role: .reference, content: .hosted(url), type: .mp3, name: "b.mp3")
        for input in [hosted, file("application/zip"), file("audio/x-strange")] {
            #expect(throws: EaselError.self) { try body([input]) }
        }
        let plain = ChatDialect(tokenLimit: .maxTokens, asksForUsage: false)
        #expect(throws: EaselError.self) { try body([file(.mp4)], dialect: plain) }
        #expect(try body([file(.png)], dialect: plain) != nil)
    }

    @Test func `dotted names become objects, and an adapter's own fields win`() throws {
        let values: ParameterValues = [
            "reasoning": .object(["exclude": true]), "reasoning.effort": "low", "modalities": "x", "a.b.c": 1,
        ]
        let extras = ChatExtras(fields: ["modalities": .array(["text"]), "audio.format": "wav"])
        let sent = try body([], values, adding: extras)
        let wanted =
            #"{"model":"m","stream":true,"messages":[{"role":"user","content":"p"}],"reasoning":{"exclude":true,"effort":"low"},"modalities":["text"],"audio":{"format":"wav"},"a":{"b":{"c":1}}}"#
        #expect(sent == JSONText.decode(wanted))
    }

    @Test func `without nesting a dot is a dot`() throws {
        let sent = try body([], ["a.b": 1], dialect: ChatDialect(tokenLimit: .maxTokens, asksForUsage: false))
        #expect(
            sent == JSONText.decode(#"{"model":"m","stream":true,"messages":[{"role":"user","content":"p"}],"a.b":1}"#))
    }
}
