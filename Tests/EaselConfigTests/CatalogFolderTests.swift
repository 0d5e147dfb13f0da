import EaselConfig
import EaselCore
import Foundation
import Testing

/// Cards that outlive a release.
struct CatalogFolderTests {
    private let home: ConfigFolder
    private let folder: CatalogFolder

    init() throws {
        home = try ConfigFolder()
        try home.paths.prepare()
        folder = CatalogFolder(home.paths.catalogFolder)
    }

    private let shipped = [
        ModelCard(provider: "fal", model: "a", modality: .image, name: "A"),
        ModelCard(provider: "fal", model: "b", modality: .image, name: "B"),
        ModelCard(provider: "fal", model: "b", modality: .video, name: "B moving"),
    ]

    private func write(_ text: String) throws { try Data(text.utf8).write(to: folder.file(for: "fal")) }

    @Test func `without a file nothing changes`() throws {
        #expect(try folder.amended(shipped, of: "fal") == shipped)
    }

    @Test func `a card of a person stands in place of the one that ships, for its modality`() throws {
        try write(
            #"{"cards":[{"provider":"fal","model":"b","modality":"image","name":"Mine"},{"provider":"fal","model":"new","modality":"audio"}]}"#
        )
        let names = try folder.amended(shipped, of: "fal").map(\.name)
        #expect(names == ["Mine", "new", "A", "B moving"])
    }

    @Test func `a removed model is gone`() throws {
        try write(#"{"removed":["b"]}"#)
        #expect(try folder.amended(shipped, of: "fal").map(\.name) == ["A"])
    }

    @Test(arguments: [
        ("{", "not valid JSON"),
        (#"{"cards":[{"provider":"fal","modality":"image"}]}"#, "cards[0]: \"model\" is missing"),
        (#"{"cards":[{"provider":"other","model":"a","modality":"image"}]}"#, "provider \"other\""),
        (
            #"{"cards":[{"provider":"fal","model":"a","modality":"image","parameters":[{"key":"k","type":"choice","values":[]}]}]}"#,
            "cards[0].parameters[0].values: a choice needs values"
        ),
    ])
    func `a file that cannot be used names the place`(_ text: String, _ words: String) throws {
        try write(text)
        let error = #expect(throws: EaselError.self) { try folder.amended(shipped, of: "fal") }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains(folder.file(for: "fal").path) == true)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func `what a provider listed is there in the next process, for its owner only`() throws {
        #expect(folder.remembered("fal", .image).isEmpty)
        let card = ModelCard(provider: "fal", model: "c", modality: .image, name: "C", origin: .listed)
        try folder.remember([card], of: "fal", .image)
        #expect(CatalogFolder(home.paths.catalogFolder).remembered("fal", .image) == [card])
        #expect(folder.remembered("fal", .video).isEmpty)
        let file = home.paths.catalogFolder.appendingPathComponent("listed/fal-image.json").path
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a damaged list counts as none`() throws {
        try folder.remember([], of: "fal", .image)
        try Data("{".utf8).write(to: home.paths.catalogFolder.appendingPathComponent("listed/fal-image.json"))
        #expect(folder.remembered("fal", .image).isEmpty)
    }
}
