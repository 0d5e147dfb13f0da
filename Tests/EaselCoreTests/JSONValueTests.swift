import EaselCore
import Foundation
import Testing

struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-1", "9223372036854775807", "1.5", "1e+300", "\"\"", "\"a\\u0000b\"", "\"日本 🦊\"",
        "[]", "{}",
        "[1,2.5,\"3\",null,[true]]", "{\"a\":{\"b\":[1]},\"c\":\"d/e\"}",
    ])
    func `JSON comes out as it went in`(text: String) throws {
        let value = try #require(JSONText.decode(text))
        #expect(try JSONText.encode(value) == text)
    }

    @Test func `whole numbers, fractions and truths stay apart`() {
        #expect(JSONText.decode("1") == .integer(1))
        #expect(JSONText.decode("1.5") == .number(1.5))
        #expect(JSONText.decode("true") == .bool(true))
        #expect(JSONText.decode("\"1\"") == .string("1"))
        #expect(JSONText.decode("9223372036854775808") == .number(9_223_372_036_854_775_808))
    }

    @Test(arguments: ["", "{", "[1", "nul", "{\"a\"}", "\u{0}", "'a'", String(repeating: "[", count: 100_000)])
    func `what is no JSON is nothing`(text: String) {
        #expect(JSONText.decode(text) == nil)
    }

    @Test func `views do not convert between text and number`() {
        #expect(JSONValue.string("1").integer == nil)
        #expect(JSONValue.number(2).integer == 2)
        #expect(JSONValue.number(2.5).integer == nil)
        #expect(JSONValue.number(.infinity).integer == nil)
        #expect(JSONValue.integer(3).double == 3)
        #expect(JSONValue.bool(true).integer == nil)
        #expect(JSONValue.null.string == nil)
    }

    @Test(arguments: [
        (JSONValue.null, "null"), (true, "true"), (7, "7"), (7.5, "7.5"), (.number(8), "8"), (.number(1e300), "1e+300"),
        ("x y", "x y"),
        (.array([1, "a"]), "[1, a]"), (.object(["b": 1, "a": .null]), "{a: null, b: 1}"), (.number(.infinity), "inf"),
        (.number(.nan), "nan"),
    ])
    func `a value reads as a person would type it`(value: JSONValue, text: String) {
        #expect(value.plainText == text)
    }

    @Test func `parameters are stored under their plain names`() throws {
        let values: ParameterValues = [.aspectRatio: "16:9", "loras": .array([1])]
        let text = try JSONText.encode(values)
        #expect(text == #"{"aspectRatio":"16:9","loras":[1]}"#)
        #expect(try JSONDecoder().decode(ParameterValues.self, from: Data(text.utf8)) == values)
    }
}
