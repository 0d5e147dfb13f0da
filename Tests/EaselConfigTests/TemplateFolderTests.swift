import EaselConfig
import EaselCore
import Foundation
import Testing

@Suite struct TemplateFolderTests {
    private func withFolder(_ files: [String: String], _ body: (TemplateFolder) throws -> Void) throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(
            "easel-templates-\(UUID().uuidString)")
        let folder = place.appendingPathComponent("templates")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        try body(TemplateFolder(folder))
    }

    @Test func `the bundled ones are many, complete, and have different names`() throws {
        try withFolder([:]) { folder in
            let shelf = folder.load()
            #expect(shelf.templates.count >= 12 && shelf.problems.isEmpty)
            #expect(Set(shelf.templates.map(\.name)).count == shelf.templates.count)
            #expect(Set(shelf.templates.compactMap(\.modality)) == Set(Modality.allCases))
            for template in shelf.templates {
                #expect(!template.summary.isEmpty && !template.variables.isEmpty, "\(template.name)")
                #expect(!template.filled(with: [:]).contains("{{"), "\(template.name)")
                #expect(!template.body.contains("  "), "\(template.name)")
            }
        }
    }

    @Test func `own files are read, replace bundled ones, and one that is wrong costs only itself`() throws {
        let files = [
            "mine.toml":
                "name = \"Mine\"\ncategory = \"art\"\nmodality = \"image\"\nbody = \"\"\"\nA {{thing|cat}}\n\"\"\"",
            "short.toml": "body = \"only a body\"",
            "portrait.toml": "name = \"Portrait\"\nbody = \"mine now\"",
            "a-bad.toml": "name = \"x\"\nbody = ",
            "b-none.toml": "name = \"x\"",
            "c-type.toml": "\nbody = 3",
            "d-modality.toml": "body = \"x\"\nmodality = \"smell\"",
            "e-key.toml": "body = \"x\"\n\nboddy = \"y\"",
            "notes.txt": "not a template", ".hidden.toml": "broken",
        ]
        try withFolder(files) { folder in
            let shelf = folder.load()
            let mine = try #require(shelf.templates.first { $0.name == "Mine" })
            #expect(mine.body == "A {{thing|cat}}" && mine.category == "art" && mine.modality == .image)
            #expect(shelf.templates.first { $0.name == "short" }?.category == "own")
            #expect(shelf.templates.filter { $0.name == "Portrait" }.map(\.body) == ["mine now"])
            #expect(shelf.problems.count == 5)
            #expect(shelf.problems[0].hasPrefix("a-bad.toml, line 2: "))
            #expect(shelf.problems[1] == "b-none.toml: body is missing")
            #expect(shelf.problems[2] == "c-type.toml, line 2: body must be a text in quotes")
            #expect(shelf.problems[3].hasPrefix("d-modality.toml, line 2: modality \"smell\" is none of text, image"))
            #expect(shelf.problems[4] == "e-key.toml, line 3: unknown key \"boddy\"")
        }
    }

    @Test func `what is saved is read again, and nothing is written over`() throws {
        try withFolder([:]) { folder in
            let body = "Line \"one\" \\ {{who|Ada}}\n\n\tline '''two''' \"\"\" 日本 👩‍👩‍👧‍👦\u{1}"
            let template = PromptTemplate(
                name: "Tür / ../Tor", category: "own", modality: .video, summary: "S", body: body)
            let first = try folder.save(template)
            let second = try folder.save(template)
            #expect(first.lastPathComponent == "t-r-tor.toml" && second.lastPathComponent == "t-r-tor-2.toml")
            let mode = try FileManager.default.attributesOfItem(atPath: first.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let shelf = folder.load()
            #expect(shelf.problems.isEmpty, "\(shelf.problems)")
            #expect(shelf.templates.last == template)
        }
    }
}
