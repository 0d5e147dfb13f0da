import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite struct BatchRequestTests {
    @Test func `a line is read whole`() throws {
        let request = try BatchRequest(
            line: #"""
                {"id":"row-1","modality":"image","prompt":"a kite","on":"fal:fal-ai/flux/dev","set":{"seed":7,"aspectRatio":"16:9"},
                 "attach":["mask=/tmp/m.png","https://example.org/a.png"],"fallback":["replicate","vertex:gemini"]}
                """#.utf8)
        #expect(request.id == "row-1")
        #expect(request.draft.modality == .image && request.draft.prompt == "a kite")
        #expect(request.draft.parameters == [.seed: 7, .aspectRatio: "16:9"])
        #expect(request.draft.attachments.map(\.role) == [.mask, .reference])
        #expect(request.draft.attachments.last?.hosted?.host() == "example.org")
        #expect(request.target == ModelReference("fal:fal-ai/flux/dev"))
        #expect(request.fallbacks == [ModelReference(provider: "replicate"), ModelReference("vertex:gemini")])
    }

    @Test func `only modality and prompt are needed`() throws {
        let request = try BatchRequest(line: #"{"modality":"text","prompt":"","set":null}"#.utf8)
        #expect(request.id == nil && request.target == nil && request.fallbacks.isEmpty)
        #expect(request.draft == GenerationDraft(modality: .text, prompt: ""))
    }

    @Test(arguments: [
        ("", "JSON object"), ("[1]", "JSON object"), ("{", "JSON object"), (#"{"prompt":"x"}"#, "modality"),
        (#"{"modality":"text"}"#, "prompt"), (#"{"modality":"smell","prompt":"x"}"#, "modality"),
        (#"{"modality":"text","prompt":7}"#, "prompt"), (#"{"modality":"text","prompt":"x","on":"a b"}"#, "on"),
        (#"{"modality":"text","prompt":"x","set":[]}"#, "set"),
        (#"{"modality":"text","prompt":"x","attach":"a.png"}"#, "attach"),
        (#"{"modality":"text","prompt":"x","fallback":[1]}"#, "fallback"),
        (#"{"modality":"text","prompt":"x","promt":"x"}"#, "promt"),
    ])
    func `what is wrong is named`(line: String, name: String) {
        #expect {
            _ = try BatchRequest(line: line.utf8)
        } throws: {
            ($0 as? EaselError)?.kind == .invalidRequest && ($0 as? EaselError)?.message.contains(name) == true
        }
    }

    @Test func `any bytes give a request or an error`() {
        var generator = SeededGenerator(state: 20_261_130)
        for _ in 0..<2_000 {
            let line = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? BatchRequest(line: line)
        }
    }
}

@Suite struct BatchShardTests {
    @Test func `every line belongs to exactly one of the shards`() throws {
        let shards = try (0..<7).map { try BatchShard(index: "\($0)", count: "7") }
        for position in 0..<1_000 { #expect(shards.count { $0.holds(position) } == 1) }
        #expect(try BatchShard(index: nil, count: nil) == .all)
    }

    @Test(arguments: [("7", "7"), ("-1", "3"), ("x", "3"), ("0", "0"), ("1", nil)])
    func `a part that does not exist is refused`(index: String, count: String?) {
        #expect(throws: EaselError.self) { try BatchShard(index: index, count: count) }
    }
}
