import EaselConfig
import EaselCore
import Foundation
import Testing

@Suite struct PresetFileTests {
    private let poster = Preset(
        name: "poster, tall", modality: .image, target: ModelReference(provider: "fal", model: "fal-ai/flux/dev"),
        values: [.aspectRatio: "2:3", .seed: "7"])

    @Test func `a preset comes back as it was kept, and can be forgotten`() async throws {
        let folder = try ConfigFolder()
        let file = PresetFile(folder.paths)
        #expect(try await file.all().presets.isEmpty)
        try await file.save(poster)
        try await file.save(Preset(name: "calm", modality: .speech, values: [.voice: "Kore"]))
        let again = PresetFile(folder.paths)
        #expect(
            try await again.all().presets == [
                poster, Preset(name: "calm", modality: .speech, values: [.voice: "Kore"]),
            ])
        var changed = poster
        changed.values = [:]
        try await again.save(changed)
        #expect(try await file.all().presets.first == changed)
        try await file.delete("poster, tall", .image)
        try await file.delete("nobody", .video)
        #expect(try await file.all().presets.map(\.name) == ["calm"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("presets.toml").path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `what a person wrote without quotes is read, what is no preset is told`() async throws {
        let folder = try ConfigFolder()
        _ = try folder.write(
            "[image.small.set]\ncount = 2\nenable = true\nguidanceScale = 3.5\n[image.bad]\ntarget = \"\"\n[sculpture.a]\n",
            to: "presets.toml")
        let (presets, problems) = try await PresetFile(folder.paths).all()
        #expect(
            presets == [
                Preset(name: "small", modality: .image, values: [.count: "2", "enable": "true", .guidanceScale: "3.5"])
            ])
        #expect(problems.count == 2)
    }

    @Test func `a damaged file is told and not overwritten`() async throws {
        let folder = try ConfigFolder()
        _ = try folder.write("[image\n", to: "presets.toml")
        let file = PresetFile(folder.paths)
        await #expect(throws: EaselError.self) { try await file.all() }
        await #expect(throws: EaselError.self) { try await file.save(poster) }
        #expect(try String(contentsOf: folder.file("presets.toml"), encoding: .utf8) == "[image\n")
    }

    @Test func `a preset without a name is refused`() async throws {
        let file = PresetFile(try ConfigFolder().paths)
        await #expect(throws: EaselError.self) { try await file.save(Preset(name: " \n", modality: .text)) }
    }

    @Test func `two that keep presets at once lose none`() async throws {
        let folder = try ConfigFolder()
        try await withThrowingTaskGroup { group in
            for number in 0..<12 {
                let file = PresetFile(folder.paths)
                group.addTask { try await file.save(Preset(name: "n\(number)", modality: .text)) }
            }
            try await group.waitForAll()
        }
        #expect(try await PresetFile(folder.paths).all().presets.count == 12)
    }
}
