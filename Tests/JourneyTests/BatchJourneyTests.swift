import Foundation
import Testing

/// A batch that is killed goes on: nothing that ended is sent or told again, and nothing is lost.
@Suite(.serialized) struct BatchJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private struct Line: Decodable {
        var batchID: String
        var status: String
        var prompt: String
        var assets: [GenerationResult.Asset]
    }

    private func requests(_ count: Int) throws -> String {
        let lines = (0..<count).map { number in
            switch number % 3 {
            case 0:
                #"{"id":"r\#(number)","modality":"image","prompt":"kite \#(number)","on":"fal:fal-ai/flux/schnell"}"#
            case 1: #"{"id":"r\#(number)","modality":"text","prompt":"line \#(number)","on":"openrouter"}"#
            default: #"{"id":"r\#(number)","modality":"image","prompt":"boat \#(number)","on":"replicate"}"#
            }
        }
        let file = scratch.file("batch.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        return file.path
    }

    private func results(_ file: URL) throws -> [Line] {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test func `a run killed again and again ends with one result for every line`() async throws {
        let count = 45
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let path = try requests(count)
        let file = scratch.file("results.jsonl")
        var kills = 0
        for wanted in [3, 10, 18, 30] {
            let run = try scratch.start(
                ["batch", path, "--results", file.path, "--resume", "--resend-unknown", "--concurrency", "6"],
                with: sandbox.environment)
            _ = try await eventually("\(wanted) results") {
                let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
                return text.count { $0 == "\n" } >= wanted ? true : nil
            } else: {
                run.errorsSoFar
            }
            run.signal(SIGKILL)
            kills += run.finish().status == 137 ? 1 : 0
        }
        let last = try scratch.easel(
            "batch", path, "--results", file.path, "--resume", "--resend-unknown", with: sandbox.environment)
        #expect(last.status == 0, "\(last.errors)")
        #expect(kills > 0)
        let lines = try results(file)
        #expect(Set(lines.map(\.batchID)) == Set((0..<count).map { "r\($0)" }))
        #expect(lines.count == count)
        #expect(lines.allSatisfy { $0.status == "succeeded" })
        for line in lines where !line.prompt.hasPrefix("line") {
            let asset = try #require(line.assets.first)
            #expect(FileManager.default.fileExists(atPath: asset.path))
        }
    }

    @Test func `Ctrl-C lets what is under way finish, and the rest is left to --resume`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fault", "fal:hold=running"])
        let path = scratch.file("held.jsonl")
        let lines = (0..<8).map {
            #"{"id":"r\#($0)","modality":"image","prompt":"kite \#($0)","on":"fal:fal-ai/flux/dev"}"#
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: path)
        let run = try scratch.start(["batch", path.path, "--concurrency", "2"], with: sandbox.environment)
        _ = try await eventually("two jobs are out") {
            try await sandbox.requests("POST", "/fal-queue/fal-ai/flux/dev").count >= 2 ? true : nil
        }
        run.signal(SIGINT)
        _ = try await eventually("it says so") { run.errorsSoFar.contains("Finishing 2") ? true : nil }
        try await sandbox.release()
        let ended = run.finish()
        #expect(ended.status == 130)
        #expect(ended.output.split(separator: "\n").count == 2)
        #expect(try await sandbox.requests("POST", "/fal-queue/fal-ai/flux/dev").count == 2)
    }
}
