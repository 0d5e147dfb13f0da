import EaselCLI
import EaselCore
import Foundation
import Testing

/// `easel models refresh`, `easel providers matrix` and a person's own catalog.
@Suite struct CatalogCommandTests {
    @Test func `the matrix has a cell for every modality, null where nothing is made`() async throws {
        let run = await CommandBench().run("providers", "matrix", "--json", "--sandbox")
        #expect(run.status == 0)
        guard case .object(let whole)? = JSONText.decode(run.output), case .array(let rows)? = whole["providers"] else {
            return #expect(Bool(false), "\(run.output)")
        }
        #expect(!rows.isEmpty)
        for row in rows {
            guard case .object(let members) = row, case .object(let cells)? = members["modalities"] else {
                return #expect(Bool(false), "\(row)")
            }
            #expect(Set(cells.keys) == Set(Modality.allCases.map(\.rawValue)))
        }
        let table = await CommandBench().run("providers", "matrix", "--sandbox")
        #expect(table.output.hasPrefix("PROVIDER"))
        #expect(table.output.contains("–"))
    }

    @Test func `refresh tells what is new, and one that fails does not stop the others`() async throws {
        let bench = CommandBench()
        let run = await bench.run("models", "refresh", "--on", "openrouter", "--sandbox", "--json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains(#""provider":"openrouter""#))
        #expect(run.output.contains(#""error":null"#))
    }

    @Test func `a card of a person's own is listed and gates the request`() async throws {
        let bench = CommandBench()
        let folder = bench.home.appending(path: "catalogs")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text =
            #"{"cards":[{"provider":"fal","model":"my/own","modality":"image","name":"My own","parameters":[{"key":"size","type":"choice","values":["1K"]}]}]}"#
        try Data(text.utf8).write(to: folder.appending(path: "fal.json"))
        let list = await bench.run("models", "list", "--on", "fal", "--sandbox")
        #expect(list.output.contains("fal:my/own"))
        let sent = await bench.run(
            "generate", "image", "x", "--on", "fal:my/own", "--set", "shape=round", "--sandbox", "--dry-run")
        #expect(sent.status == 65)
        #expect(sent.errors.contains("It takes size."))
    }

    @Test func `a broken catalog is told and Easel goes on`() async throws {
        let bench = CommandBench()
        let folder = bench.home.appending(path: "catalogs")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("{".utf8).write(to: folder.appending(path: "fal.json"))
        let run = await bench.run("models", "list", "--on", "fal", "--sandbox")
        #expect(run.status == 0)
        #expect(run.output.contains("fal:fal-ai/flux/dev"))
        #expect(run.errors.contains("fal.json"))
    }

    @Test func `doctor --live calls the providers and compares what they say with what Easel believes`() async throws {
        let run = await CommandBench().run("doctor", "--live", "--sandbox")
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("OpenRouter, live"))
        #expect(run.output.contains("text list"))
        #expect(run.output.contains("unknown model"))
    }
}
