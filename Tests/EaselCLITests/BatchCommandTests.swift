import EaselEngine
import Foundation
import Testing

@testable import EaselCLI

/// `easel batch` on the built-in sandbox, with real history and files.
@Suite(.serialized) struct BatchCommandTests {
    private let bench = CommandBench()

    private func file(_ lines: [String], _ name: String = "batch.jsonl") throws -> String {
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        let place = bench.home.appending(path: name)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: place)
        return place.path
    }

    private func texts(_ count: Int) -> [String] {
        (0..<count).map { #"{"id":"row-\#($0)","modality":"text","prompt":"Number \#($0)","on":"openrouter"}"# }
    }

    private func objects(_ output: String) throws -> [[String: Any]] {
        try output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func `each line gives one object with its id`() async throws {
        let path = try file(
            texts(5) + [#"{"modality":"image","prompt":"a kite","on":"fal:fal-ai/flux/schnell"}"#, "", "nonsense"])
        let run = await bench.run("batch", path, "--sandbox")
        #expect(run.status == 65)
        let results = try objects(run.output)
        #expect(results.count == 7)
        let ids = Set(results.compactMap { $0["batchID"] as? String })
        #expect(ids == ["row-0", "row-1", "row-2", "row-3", "row-4", "line-6", "line-8"])
        for result in results {
            let id = try #require(result["batchID"] as? String)
            if id.hasPrefix("row"), let number = id.split(separator: "-").last {
                #expect(result["prompt"] as? String == "Number \(number)")
                #expect(result["status"] as? String == "succeeded")
            }
            #expect(result["attempts"] != nil && result["assets"] != nil && result["timing"] != nil)
        }
        let broken = try #require(results.first { $0["batchID"] as? String == "line-8" })
        #expect((broken["error"] as? [String: Any])?["kind"] as? String == "invalidRequest")
        #expect(run.errors.contains("6 succeeded, 1 failed"))
    }

    @Test func `a file that was begun is not sent again by accident`() async throws {
        let path = try file(texts(3))
        _ = await bench.run("batch", path, "--sandbox")
        let again = await bench.run("batch", path, "--sandbox")
        #expect(again.status == 65 && again.output.isEmpty)
        #expect(again.errors.contains("3 of 3 lines ended") && again.errors.contains("--resume"))
        let resumed = await bench.run("batch", path, "--sandbox", "--resume")
        #expect(resumed.status == 0 && resumed.output.isEmpty && resumed.errors.contains("3 done before"))
        let anew = await bench.run("batch", path, "--sandbox", "--anew")
        #expect(try objects(anew.output).count == 3)
    }

    @Test func `a file of results is gone on with, a torn line taken away`() async throws {
        let path = try file(texts(4))
        let results = bench.home.appending(path: "out.jsonl")
        _ = await bench.run("batch", path, "--sandbox", "--results", results.path)
        let whole = try String(contentsOf: results, encoding: .utf8)
        #expect(try objects(whole).count == 4)
        let torn = whole.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n{\"assets\":[],\"atte"
        try Data(torn.utf8).write(to: results)
        // The history says that all four were told of; the file has two of them.
        let run = await bench.run("batch", path, "--sandbox", "--results", results.path, "--resume")
        #expect(run.status == 0)
        let objects = try objects(try String(contentsOf: results, encoding: .utf8))
        #expect(Set(objects.compactMap { $0["batchID"] as? String }).count == objects.count)
        #expect(objects.count == 4)
    }

    @Test func `results are never written into a file that holds something else`() async throws {
        let path = try file(texts(1))
        let run = await bench.run("batch", path, "--sandbox", "--results", path)
        #expect(run.status == 74)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == texts(1)[0] + "\n")
    }

    @Test func `shards of the environment divide one file`() async throws {
        var seen: [String] = []
        for index in 0..<3 {
            let bench = CommandBench(["CLOUD_RUN_TASK_INDEX": "\(index)", "CLOUD_RUN_TASK_COUNT": "3"])
            let place = FileManager.default.temporaryDirectory.appending(path: "shards-\(UUID().uuidString).jsonl")
            try Data(texts(7).joined(separator: "\n").utf8).write(to: place)
            defer { try? FileManager.default.removeItem(at: place) }
            let run = await bench.run("batch", place.path, "--sandbox")
            seen += try objects(run.output).compactMap { $0["batchID"] as? String }
        }
        #expect(seen.sorted() == (0..<7).map { "row-\($0)" })
        let wrong = await CommandBench(["CLOUD_RUN_TASK_INDEX": "3", "CLOUD_RUN_TASK_COUNT": "3"]).run(
            "batch", try file(texts(1)), "--sandbox")
        #expect(wrong.status == 78)
    }

    @Test func `the budget ends it with the code to try later`() async throws {
        let lines = (0..<20).map {
            #"{"id":"p\#($0)","modality":"image","prompt":"kite \#($0)","on":"fal:fal-ai/flux/dev"}"#
        }
        let path = try file(lines)
        let run = await bench.run("batch", path, "--sandbox", "--budget", "0.1", "--concurrency", "2")
        #expect(run.status == 75)
        #expect((1..<20).contains(try objects(run.output).count))
        #expect(run.errors.contains("budget"))
    }

    @Test(arguments: [["--concurrency", "0"], ["--budget", "-1"], ["--resume", "--anew"], ["--retry-failed"]])
    func `options that make no sense are refused`(options: [String]) async throws {
        let path = try file(texts(1))
        let arguments = ["batch", path, "--sandbox"] + options
        let run =
            switch arguments.count {
            case 4: await bench.run(arguments[0], arguments[1], arguments[2], arguments[3])
            default: await bench.run(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4])
            }
        #expect(run.status == 64)
    }

    @Test func `a missing file is named`() async {
        let run = await bench.run("batch", "/nowhere/x.jsonl", "--sandbox")
        #expect(run.status == 74 && run.errors.contains("/nowhere/x.jsonl"))
    }
}

@Suite struct LineSourceTests {
    private func lines(_ bytes: [UInt8]) async throws -> [(Int, String?)] {
        let place = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID().uuidString)")
        try Data(bytes).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        var found: [(Int, String?)] = []
        for try await input in try LineSource(place.path) {
            found.append((input.number, input.text.map { String(decoding: $0, as: UTF8.self) }))
        }
        return found
    }

    @Test func `lines keep their numbers`() async throws {
        let found = try await lines([0xEF, 0xBB, 0xBF] + Array("one\r\n\n  \ntwo\nthree".utf8))
        #expect(found.map(\.0) == [1, 4, 5] && found.map(\.1) == ["one", "two", "three"])
    }

    @Test func `lines longer than a piece are whole, far too long ones are passed over`() async throws {
        let long = String(repeating: "x", count: 200_000)
        let monster = [UInt8](repeating: 0x79, count: LineSource.longest + 100_000)
        let found = try await lines(Array("\(long)\n".utf8) + monster + Array("\nlast\n".utf8))
        #expect(found.map(\.0) == [1, 2, 3])
        #expect(found[0].1 == long && found[1].1 == nil && found[2].1 == "last")
    }

    @Test func `an empty file has no lines`() async throws { #expect(try await lines([]).isEmpty) }
}
