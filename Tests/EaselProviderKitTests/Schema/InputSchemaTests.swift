import EaselCore
import EaselProviderKit
import Foundation
import Testing

struct InputSchemaTests {
    private func read(
        _ schema: String, at path: [String] = [], _ modality: Modality = .image, omitted: Set<String> = []
    ) throws -> InputSchema? {
        let resolver = SchemaResolver(document: try #require(JSONText.decode(schema)))
        let node = try #require(resolver.node(at: path))
        let dialect = SchemaDialect(omitted: omitted, maximumBytes: 100, takesAddresses: true)
        return InputSchema(node, resolver, modality: modality, dialect: dialect)
    }

    /// The kind of a single property named `name`.
    private func kind(_ name: String, _ schema: String) throws -> ParameterKind? {
        try read(#"{"properties":{"\#(name)":\#(schema)}}"#)?.parameters.first?.kind
    }

    @Test func `a fal document becomes a form in the order meant for people`() throws {
        let document = #"""
            {"components":{"schemas":{
              "FluxInput":{"type":"object","x-fal-order-properties":["prompt","image_size","num_images","seed"],
                "required":["prompt"],"properties":{
                  "seed":{"anyOf":[{"type":"integer"},{"type":"null"}],"title":"Seed"},
                  "prompt":{"type":"string","maxLength":2000},
                  "num_images":{"type":"integer","minimum":1,"maximum":4,"default":1,"title":"Num Images"},
                  "image_size":{"anyOf":[{"$ref":"#/components/schemas/ImageSize"},
                    {"type":"string","enum":["square_hd","landscape_4_3"]}],"default":"landscape_4_3"}}},
              "ImageSize":{"type":"object","properties":{
                "width":{"type":"integer","exclusiveMinimum":0,"maximum":14142},
                "height":{"type":"integer","exclusiveMinimum":0,"maximum":14142}}}}}}
            """#
        let schema = try #require(try read(document, at: ["components", "schemas", "FluxInput"]))
        #expect(schema.prompt?.wireName == "prompt" && schema.prompt?.isRequired == true)
        #expect(schema.prompt?.maximumLength == 2000)
        #expect(schema.parameters.map(\.key) == [.size, .count, .seed])
        #expect(schema.parameters.map(\.wireName) == ["image_size", "num_images", "seed"])
        #expect(
            schema.parameters[0].kind
                == .choiceOrPixels(
                    [ParameterChoice("square_hd"), ParameterChoice("landscape_4_3")], minimum: 1, maximum: 14142))
        #expect(schema.parameters.map(\.defaultValue) == ["landscape_4_3", 1, nil])
        #expect(schema.parameters[1].title == "Num Images" && schema.parameters[2].kind == .seed(maximum: nil))
    }

    @Test func `a Replicate document becomes a form, with enums behind a reference`() throws {
        let document = #"""
            {"components":{"schemas":{
              "aspect_ratio":{"enum":["1:1","16:9"],"type":"string","title":"aspect_ratio","description":"An enumeration."},
              "Input":{"type":"object","title":"Input","required":["prompt"],"properties":{
                "image":{"type":"string","format":"uri","x-order":2,"nullable":true},
                "prompt":{"type":"string","x-order":0,"title":"Prompt"},
                "aspect_ratio":{"allOf":[{"$ref":"#/components/schemas/aspect_ratio"}],"default":"1:1",
                  "description":"Ratio of\nthe picture.","x-order":1},
                "api_token":{"type":"string","format":"password","x-order":3}}}}}}
            """#
        let schema = try #require(try read(document, at: ["components", "schemas", "Input"]))
        let ratio = try #require(schema.parameters.first)
        #expect(schema.parameters.count == 1 && ratio.key == .aspectRatio && ratio.defaultValue == "1:1")
        #expect(ratio.kind == .choice([ParameterChoice("1:1"), ParameterChoice("16:9")]))
        #expect(ratio.title == "Aspect ratio" && ratio.summary == "Ratio of the picture.")
        #expect(
            schema.inputs == [
                InputSpec(.reference, types: ["image/*"], wire: "image", maximumBytes: 100, takesAddresses: true)
            ])
    }

    @Test(
        arguments: [
            ("duration", #"{"enum":["4s","8s"]}"#, .choice([.init(4, wire: "4s"), .init(8, wire: "8s")])),
            (
                "duration", #"{"enum":["auto","5","10"]}"#,
                .choice([.init("auto"), .init(5, wire: "5"), .init(10, wire: "10")])
            ),
            ("duration", #"{"enum":[6,8],"type":"integer"}"#, .choice([.init(6), .init(8)])),
            ("safety_tolerance", #"{"enum":["1","2"]}"#, .choice([.init("1"), .init("2")])),
            ("x", #"{"const":"only"}"#, .choice([.init("only")])),
            ("x", #"{"enum":[true,false]}"#, .boolean),
            ("x", #"{"enum":["a",null,"a"]}"#, .choice([.init("a")])),
            ("x", #"{"enum":[]}"#, .json), ("x", #"{"enum":[{"a":1}]}"#, .json),
            ("x", #"{"type":"integer","minimum":1,"maximum":9}"#, .integer(minimum: 1, maximum: 9, unit: nil)),
            ("x", #"{"type":"integer","exclusiveMinimum":0}"#, .integer(minimum: 1, maximum: nil, unit: nil)),
            (
                "x", #"{"type":"integer","minimum":0,"exclusiveMinimum":true}"#,
                .integer(minimum: 1, maximum: nil, unit: nil)
            ),
            ("x", #"{"type":"integer","minimum":9,"maximum":1}"#, .integer(minimum: nil, maximum: nil, unit: nil)),
            ("x", #"{"type":"integer","maximum":1e300}"#, .integer(minimum: nil, maximum: nil, unit: nil)),
            ("duration", #"{"type":"number","minimum":0.5}"#, .number(minimum: 0.5, maximum: nil, unit: "seconds")),
            ("x", #"{"type":["string","null"],"maxLength":9}"#, .text(maximumLength: 9)),
            ("x", #"{"type":["integer","number"]}"#, .number(minimum: nil, maximum: nil, unit: nil)),
            ("voice", #"{"anyOf":[{"enum":["Rachel"],"type":"string"},{"type":"string"}]}"#, .text(maximumLength: nil)),
            ("x", #"{"anyOf":[{"type":"integer"},{"type":"string"}]}"#, .json),
            ("x", #"{"type":"array","items":{"type":"string"}}"#, .json),
            ("x", #"{"type":"object","properties":{"a":{}}}"#, .json), ("x", "{}", .json), ("x", "7", .json),
            ("x", #"{"type":"boolean"}"#, .boolean),
        ] as [(String, String, ParameterKind)]) func `every kind of schema has a kind of parameter`(
            _ name: String, _ schema: String, _ wanted: ParameterKind
        ) throws
    {
        #expect(try kind(name, schema) == wanted)
    }

    @Test func `a default in the provider's spelling is shown in ours, and one that fails its own spec is not`() throws
    {
        let schema = try #require(
            try read(
                #"""
                {"required":["b","c"],"properties":{"duration":{"enum":["4s","8s"],"default":"8s"},
                 "a":{"type":"integer","maximum":3,"default":9},"b":{"type":"string","default":"x"},"c":{"type":"string"}}}
                """#))
        let specs = Dictionary(uniqueKeysWithValues: schema.parameters.map { ($0.key, $0) })
        #expect(specs[.durationSeconds]?.defaultValue == 8 && specs["a"]?.defaultValue == nil)
        #expect(specs["b"]?.isRequired == false && specs["c"]?.isRequired == true)
    }

    @Test func `a picture for a video is its first frame, unless a frame has a field of its own`() throws {
        let plain = #"{"properties":{"image_url":{"type":"string"},"tail_image_url":{"type":"string"}}}"#
        #expect(try read(plain, .video)?.inputs.map(\.role) == [.first, .last])
        #expect(try read(plain, .image)?.inputs.map(\.role) == [.reference, .last])
        let framed =
            #"{"properties":{"first_frame_url":{"type":"string"},"image_urls":{"type":"array","items":{"type":"string"},"maxItems":3}}}"#
        let inputs = try #require(try read(framed, .video)?.inputs)
        #expect(inputs.map(\.role) == [.reference, .first] && inputs.map(\.maximumCount) == [3, 1])
    }

    @Test func `a second file for the same role is a parameter that takes an address`() throws {
        let schema = try #require(
            try read(
                #"{"required":["video_url"],"properties":{"audio_url":{"type":"string"},"lora_url":{"type":"string"},"video_url":{"type":"string","format":"uri"}}}"#
            ))
        #expect(schema.inputs.map(\.wireName) == ["video_url"] && schema.inputs.first?.types == ["video/*"])
        #expect(schema.inputs.first?.isRequired == true)
        #expect(schema.parameters.map(\.key) == ["audio_url", "lora_url"])
    }

    @Test func `the prompt may have another name, and a model may take none`() throws {
        #expect(try read(#"{"properties":{"text":{"type":"string"}}}"#)?.prompt?.wireName == "text")
        #expect(
            try read(#"{"properties":{"text":{"type":"string"},"prompt":{"type":"string"}}}"#)?.prompt?.wireName
                == "prompt")
        #expect(try read(#"{"properties":{"image_url":{"type":"string"}}}"#)?.prompt == nil)
    }

    @Test func `keys are unique, and a name that only looks like a common one is set apart`() throws {
        let schema = try #require(
            try read(
                #"{"properties":{"image_size":{"type":"string"},"size":{"type":"string"},"count":{"type":"integer"},"sync_mode":{"type":"boolean"}}}"#,
                omitted: ["sync_mode"]))
        #expect(schema.parameters.map(\.key) == ["own_count", .size, "own_size"])
        #expect(schema.parameters.map(\.wireName) == ["count", "image_size", "size"])
    }

    @Test(arguments: ["7", "null", "[]", "{}", #"{"properties":[]}"#, #"{"properties":{}}"#, ##"{"$ref":"#/"}"##])
    func `what describes no input is none`(_ schema: String) throws {
        #expect(try read(schema) == nil)
    }

    @Test func `references in a circle and documents that unfold without end are given up`() throws {
        #expect(try read(##"{"$ref":"#/a","a":{"$ref":"#/b"},"b":{"$ref":"#/a"}}"##) == nil)
        var levels = (0..<20).map { (level: Int) -> String in
            let next = ##"{"$ref":"#/l\##(level + 1)"}"##
            let parts = Array(repeating: next, count: 20).joined(separator: ",")
            return ##""l\##(level)":{"allOf":[\##(parts)]}"##
        }
        levels.append(##""properties":{"x":{"$ref":"#/l0"}}"##)
        #expect(try read("{" + levels.joined(separator: ",") + "}")?.parameters.map(\.kind) == [.json])
    }

    @Test func `a huge document is read in part`() throws {
        let properties = (0..<20_000).map { #""p\#($0)":{"enum":["a","b","c"]}"# }
        let schema = try #require(try read(#"{"properties":{\#(properties.joined(separator: ","))}}"#))
        #expect(schema.parameters.count == 250)
    }

    @Test func `words of a schema hold no control characters and no essays`() throws {
        let long = String(repeating: "word ", count: 5000)
        let schema = try #require(
            try read(#"{"properties":{"a":{"type":"string","title":"x\u001b[31m\ny","description":"\#(long)"}}}"#))
        let spec = try #require(schema.parameters.first)
        #expect(spec.title == "X [31m y" && spec.summary.count <= 240)
    }
}
