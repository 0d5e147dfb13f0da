import EaselCore
import Foundation
import Testing

@testable import EaselProviderKit

/// What is kept of bodies: text to a limit, and never media.
@Suite struct BodyKeeperTests {
    private let redactor = RecordingRedactor()

    private func kept(_ bytes: [UInt8], type: MediaType? = "application/json", pieces size: Int = 1 << 20)
        -> HTTPExchange.Body?
    {
        var keeper = BodyKeeper(type: type)
        for start in stride(from: 0, to: bytes.count, by: size) {
            keeper.feed(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return keeper.body(redactor, isBroken: false)
    }

    private func kept(_ text: String, pieces size: Int = 1 << 20) -> String? {
        kept(Array(text.utf8), pieces: size)?.text
    }

    private static let png: Data = {
        var generator = SystemRandomNumberGenerator()
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            + Data((0..<30_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }()

    private static func sum(_ bytes: Data) -> String? {
        let digest = InlineDigest()
        digest.update(Array(bytes))
        return digest.finish()
    }

    @Test func `text is kept to the letter`() {
        for text in [
            "{}", "{\"text\":\"Ein Bär; 日本語 🎨, a/b/c\\n\"}", "a=b&c=d", "data: {\"x\":1}\n\ndata: [DONE]\n\n", "\\",
            "\\/\\/", "\"a\\/b\\/c\"", "a\\", "\"\\", ";base64,", "a;base64,\"",
            "word\\", String(repeating: "a", count: 512), "https://host/" + String(repeating: "path/", count: 90),
        ] {
            for size in [1, 2, 7, 1 << 20] { #expect(kept(text, pieces: size) == text) }
        }
        #expect(kept("") == nil)
    }

    @Test(arguments: [1, 3, 1000, 1 << 20]) func `a picture in JSON leaves its type, size and checksum`(size: Int)
        throws
    {
        let sum = try #require(Self.sum(Self.png))
        let word = "[image/png, 30008 bytes, sha256 \(sum)]"
        let code = Self.png.base64EncodedString()
        #expect(kept("{\"data\":\"\(code)\",\"n\":1}", pieces: size) == "{\"data\":\"\(word)\",\"n\":1}")
        let escaped = code.replacing("/", with: "\\/")
        #expect(kept("{\"data\":\"\(escaped)\",\"n\":1}", pieces: size) == "{\"data\":\"\(word)\",\"n\":1}")
        let urlSafe = code.replacing("/", with: "_").replacing("+", with: "-").replacing("=", with: "")
        #expect(kept("[\"\(urlSafe)\"]", pieces: size) == "[\"\(word)\"]")
        #expect(kept("\"data:image/png;base64,\(code)\"", pieces: size) == "\"data:image/png;base64,\(word)\"")
    }

    @Test func `also a tiny one, and data of no known type`() throws {
        let tiny = Self.png.prefix(60)
        let sum = try #require(Self.sum(tiny))
        #expect(kept("\"\(tiny.base64EncodedString())\"") == "\"[image/png, 60 bytes, sha256 \(sum)]\"")
        #expect(kept("\"data:;base64,aGk=\"")?.hasPrefix("\"data:;base64,[base64, 2 bytes, sha256 ") == true)
        #expect(kept("\"" + String(repeating: "0fa9", count: 300) + "\"") == "\"[1200 characters of data]\"")
        let words = Data(repeating: 65, count: 1201).base64EncodedString()
        #expect(kept("\"\(words)\"")?.hasPrefix("\"[base64, 1201 bytes, sha256 ") == true)
    }

    @Test func `what is media by its type or by its bytes is never kept`() {
        let noise = [UInt8](repeating: 7, count: 5000)
        #expect(kept(noise, type: "video/mp4")?.text == "[video/mp4, 5000 bytes]")
        #expect(kept(Array(Self.png), type: nil, pieces: 100)?.text == "[image/png, 30008 bytes]")
        #expect(kept(Array(Self.png), type: "application/octet-stream")?.text == "[image/png, 30008 bytes]")
        #expect(kept([1, 0, 2, 0], type: "application/octet-stream")?.text == "[application/octet-stream, 4 bytes]")
    }

    @Test func `a long text keeps both its ends, and no more`() throws {
        let line = "data: {\"choices\":[{\"delta\":{\"content\":\"日本\"}}]}\n\n"
        let text = (0..<2_000).map { "\($0) \(line)" }.joined()
        let body = try #require(kept(Array(text.utf8), type: "text/event-stream", pieces: 333))
        #expect(body.isCut && body.bytes == text.utf8.count)
        #expect(body.text.utf8.count < 60 << 10)
        #expect(body.text.hasPrefix("0 data:") && body.text.hasSuffix(line))
        #expect(!body.text.contains("\u{FFFD}"))
        let note = try #require(body.text.firstMatch(of: /\n\[… (\d+) bytes are not kept …\]\n/))
        let lost = try #require(Int(note.output.1))
        #expect(body.text.utf8.count - note.output.0.utf8.count + lost == text.utf8.count)
    }

    @Test func `no part of a secret is left where a text is cut`() throws {
        let secret = (0..<60).map { "S\($0)x" }.joined()
        redactor.learn([Credential(secret: secret, origin: "test")])
        let edges = [BodyKeeper.head, BodyKeeper.head + BodyKeeper.margin]
        for edge in edges {
            for shift in stride(from: -secret.utf8.count - 2, through: 2, by: 31) {
                let before = String(repeating: ".", count: edge + shift)
                let middle = String(repeating: ",", count: 30_000)
                let after = String(
                    repeating: ";", count: BodyKeeper.tail + (edge == edges[0] ? 0 : BodyKeeper.margin) + shift)
                let text = try #require(kept(before + secret + middle + secret + after))
                #expect(!text.contains("x") && !text.contains("S5"), "at \(edge + shift)")
            }
        }
    }

    @Test func `values that are secrets by their name go`() throws {
        let text = "{\"url\":\"https://s/f?X-Goog-Signature=abc&x=1\",\"access_token\":\"hush\"}"
        #expect(kept(text) == "{\"url\":\"https://s/f?X-Goog-Signature=REDACTED&x=1\",\"access_token\":\"REDACTED\"}")
    }

    @Test func `a form keeps its fields and not its files`() throws {
        var form = MultipartForm(boundary: "edge")
        form.add("prompt", "a red fox")
        form.add("image", file: Self.png, named: "a.png", type: "image/png")
        form.add("size", "1024x1024")
        let body = BodyKeeper.body(
            form.body, type: "multipart/form-data", parameters: form.contentType, redactor)
        let sum = try #require(Self.sum(Self.png))
        #expect(body.bytes == form.body.count)
        #expect(body.text.contains("\r\n\r\na red fox\r\n") && body.text.contains("\r\n\r\n1024x1024\r\n"))
        #expect(body.text.contains("Content-Type: image/png\r\n\r\n[image/png, 30008 bytes, sha256 \(sum)]\r\n--edge"))
        #expect(body.text.hasSuffix("--edge--\r\n") && body.text.utf8.count < 1000)
    }

    @Test func `a file that is sent leaves its type, size and checksum`() throws {
        let body = BodyKeeper.body(Self.png, type: .png, parameters: nil, redactor)
        #expect(body.text == "[image/png, 30008 bytes, sha256 \(try #require(Self.sum(Self.png)))]")
    }
}
