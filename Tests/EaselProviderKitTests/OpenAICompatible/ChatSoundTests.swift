import EaselCore
import EaselProviderKit
import Foundation
import Testing

struct ChatSoundTests {
    private func decoder() -> ChatStreamDecoder {
        ChatStreamDecoder(origins: OriginSet([])) { _ in EaselError(.unavailable, "told") }
    }

    private func chunk(_ audio: String) -> String { #"{"choices":[{"index":0,"delta":{"audio":\#(audio)}}]}"# }

    @Test(arguments: [
        ["aGVsbG8g", "d29ybGQ="], ["aGVs", "bG8gd29ybGQ="], ["a", "GVsbG8gd29ybG", "Q="], ["aGVsbG8g", "d29ybGQ"],
        ["aGVsbG8gd29ybGQ=", ""], ["aGVsbG8gdw==", "b3JsZA=="],
    ]) func `sound in pieces is joined, wherever it was cut`(_ pieces: [String]) throws {
        var decoder = decoder()
        for piece in pieces { #expect(try decoder.feed(chunk(#"{"data":"\#(piece)","transcript":"x"}"#)).count <= 1) }
        #expect(decoder.sound?.bytes == Data("hello world".utf8))
        #expect(decoder.sound?.transcript == String(repeating: "x", count: pieces.count))
    }

    @Test func `an answer without sound has none`() throws {
        var decoder = decoder()
        _ = try decoder.feed(#"{"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}"#)
        #expect(decoder.sound == nil)
    }

    @Test func `sound that is not base64 is an invalid response`() {
        var decoder = decoder()
        #expect(throws: EaselError.self) { try decoder.feed(chunk(#"{"data":"!!!!"}"#)) }
    }

    @Test func `thoughts in a list are thoughts`() throws {
        var decoder = decoder()
        let events = try decoder.feed(
            #"{"choices":[{"delta":{"reasoning":null,"reasoning_details":[{"type":"reasoning.summary","summary":"hm"},{"type":"reasoning.encrypted","data":"zz"},{"type":"reasoning.text","text":"!"}]}}]}"#
        )
        #expect(events == [.started(id: nil, model: nil), .reasoning("hm!")])
    }

    @Test func `content in parts is text and pictures`() throws {
        var decoder = decoder()
        let events = try decoder.feed(
            #"{"choices":[{"delta":{"content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},7]}}]}"#
        )
        #expect(
            events == [
                .started(id: nil, model: nil), .delta("a"),
                .media(MediaReference(.dataURI("data:image/png;base64,AA=="))),
            ])
    }

    @Test func `samples get the header of a WAV file`() {
        let file = WaveFile.wrapping(Data([1, 2, 3, 4]), rate: 24_000, channels: 2)
        #expect(file.count == 48 && file.starts(with: Data("RIFF".utf8)) && file.suffix(4) == Data([1, 2, 3, 4]))
        #expect(file[22] == 2 && file[24] == 0xC0 && file[25] == 0x5D && file[32] == 4 && file[40] == 4)
    }
}
