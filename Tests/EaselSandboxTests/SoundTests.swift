import Foundation
import Testing

/// The sounds that the sandbox makes, as they come out of a local server of voices.
struct SoundTests {
    private func speak(_ sandbox: SandboxClient, _ format: String, _ text: String = "hello there") async throws
        -> TestReply
    {
        try await sandbox.post(
            "/local-kokoro/audio/speech", [:],
            #"{"model":"kokoro","input":"\#(text)","response_format":"\#(format)"}"#)
    }

    @Test func `a WAV says how long it is, and is not silent`() async throws {
        try await withSandbox { sandbox in
            let wav = try await speak(sandbox, "wav").bytes
            #expect(wav.starts(with: Data("RIFF".utf8)) && wav.dropFirst(8).starts(with: Data("WAVEfmt ".utf8)))
            let length = wav.dropFirst(40).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(length == wav.count - 44 && length > 24_000)
            #expect(Set(wav.dropFirst(44)).count > 100)
            let pcm = try await speak(sandbox, "pcm").bytes
            #expect(pcm == wav.dropFirst(44))
        }
    }

    @Test func `the same words give the same sound, others another`() async throws {
        try await withSandbox { sandbox in
            let first = try await speak(sandbox, "mp3").bytes
            #expect(try await speak(sandbox, "mp3").bytes == first)
            #expect(try await speak(sandbox, "mp3", "hello where").bytes != first)
            // Frame sync, MPEG 2 layer III.
            #expect(first.starts(with: [0xFF, 0xF3]))
        }
    }

    @Test(.enabled(if: FFProbe.path != nil)) func `an MP3 decodes from end to end`() async throws {
        try await withSandbox { sandbox in
            let report = try FFProbe.report(try await speak(sandbox, "mp3").bytes)
            #expect(report.contains("codec_name=mp3") && report.contains("sample_rate=24000"))
        }
    }
}
