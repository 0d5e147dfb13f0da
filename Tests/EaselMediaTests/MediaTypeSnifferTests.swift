import EaselCore
import EaselMedia
import Foundation
import Testing

struct MediaTypeSnifferTests {
    @Test(arguments: [
        ("picture.png", "image/png"), ("picture.jpg", "image/jpeg"), ("picture.webp", "image/webp"),
        ("lossless.webp", "image/webp"),
        ("picture.gif", "image/gif"), ("picture.avif", "image/avif"), ("clip.mp4", "video/mp4"),
        ("clip.mov", "video/quicktime"),
        ("clip.webm", "video/webm"), ("clip.mkv", "video/x-matroska"), ("sound.mp3", "audio/mpeg"),
        ("bare.mp3", "audio/mpeg"),
        ("sound.wav", "audio/wav"), ("sound.flac", "audio/flac"), ("sound.ogg", "audio/ogg"),
        ("sound.aac", "audio/aac"),
        ("sound.m4a", "audio/mp4"),
    ])
    func `a real file is known by its first bytes`(name: String, type: String) throws {
        #expect(MediaTypeSniffer.type(of: try MediaFixture.bytes(name)) == MediaType(rawValue: type))
    }

    @Test(arguments: [
        ("<svg xmlns='x'/>", "image/svg+xml"),
        ("\u{FEFF}<?xml version=\"1.0\"?>\n<!-- by hand -->\n<svg>", "image/svg+xml"),
        ("<!DOCTYPE svg PUBLIC \"-//W3C\">", "image/svg+xml"), ("<!DOCTYPE html><svg>", "text/html"),
        ("  \n<HTML>", "text/html"),
        ("<html", "text/html"), ("<head>", "text/html"),
        ("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "application/xml"),
        ("{\"error\":1}", "application/json"), ("[1]", "application/json"), ("upstream request timeout", "text/plain"),
        ("%PDF-1.7 \u{1}", "application/pdf"), ("Grüße, 日本", "text/plain"), ("<svgx>", "application/xml"),
    ])
    func `kinds of text are told apart`(text: String, type: String) {
        #expect(MediaTypeSniffer.type(of: Array(text.utf8)) == MediaType(rawValue: type))
    }

    @Test func `what is unknown stays unknown`() {
        #expect(MediaTypeSniffer.type(of: []) == nil)
        #expect(MediaTypeSniffer.type(of: [0, 1, 2, 3]) == nil)
        #expect(MediaTypeSniffer.type(of: [0xFF, 0xFF, 0xFF, 0xFF]) == nil)
        #expect(MediaTypeSniffer.type(of: Array("RIFF\u{0}\u{0}\u{0}\u{0}ABCD\u{0}".utf8)) == nil)
        #expect(MediaTypeSniffer.type(of: [0xC3]) == nil)
    }

    @Test func `text that is cut inside a character is still text`() {
        let text = Array(String(repeating: "é", count: 4000).utf8)
        #expect(MediaTypeSniffer.type(of: text.prefix(4095)) == .plainText)
    }

    @Test func `no prefix of any file, and no damage to it, is a crash`() throws {
        for name in [
            "picture.png", "picture.jpg", "picture.webp", "clip.mp4", "clip.webm", "sound.wav", "sound.flac",
            "bare.mp3",
        ] {
            let bytes = [UInt8](try MediaFixture.bytes(name).prefix(200))
            for length in 0...bytes.count { _ = MediaTypeSniffer.type(of: bytes.prefix(length)) }
            for index in bytes.indices {
                var damaged = bytes
                damaged[index] ^= 0xFF
                _ = MediaTypeSniffer.type(of: damaged)
            }
        }
    }
}
