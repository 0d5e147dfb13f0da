import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Providers, cards and states that tests begin with.
enum Scene {
    static let now = Date(timeIntervalSince1970: 1_795_546_800)  // 2026-11-24 19:00 UTC

    static let chat = ModelCard(
        provider: "openrouter", model: "openai/gpt-4o-mini", modality: .text, name: "GPT-4o mini",
        summary: "Quick and cheap."
    )
    .with {
        $0.parameters = [
            ParameterSpec(.system, "System", kind: .text(maximumLength: nil)),
            ParameterSpec(.temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil), default: 1),
            ParameterSpec(.maxOutputTokens, "Max tokens", kind: .integer(minimum: 1, maximum: 16_384, unit: "tokens")),
        ]
        $0.price = Price([.inputMegatoken: 0.15, .outputMegatoken: 0.6])
    }

    static let claude = ModelCard(
        provider: "openrouter", model: "anthropic/claude-haiku", modality: .text, name: "Claude Haiku")

    static let flux = ModelCard(
        provider: "fal", model: "fal-ai/flux/dev", modality: .image, name: "FLUX.1 dev",
        summary: "Open weights, detailed."
    )
    .with {
        $0.parameters = [
            ParameterSpec(.aspectRatio, "Aspect", kind: .choices("1:1", "16:9", "9:16"), default: "16:9").summary(
                "Width to height."),
            ParameterSpec(.count, "Count", kind: .integer(minimum: 1, maximum: 4, unit: "images"), default: 1),
            ParameterSpec(.seed, "Seed", kind: .seed(maximum: nil)),
            ParameterSpec(.guidanceScale, "Guidance", kind: .number(minimum: 1, maximum: 20, unit: nil), default: 3.5),
            ParameterSpec("enable_safety_checker", "Safety check", kind: .boolean, default: true),
            ParameterSpec(
                .size, "Size",
                kind: .choiceOrPixels([ParameterChoice("1K"), ParameterChoice("2K")], minimum: 256, maximum: 2048)),
            ParameterSpec(.negativePrompt, "Not wanted", kind: .text(maximumLength: 200)),
        ]
        $0.inputs = [InputSpec(.reference), InputSpec(.mask)]
        $0.price = Price([.image: 0.025])
        $0.limits.promptCharacters = 2000
    }

    static let schnell = ModelCard(
        provider: "fal", model: "fal-ai/flux/schnell", modality: .image, name: "FLUX.1 schnell"
    )
    .with { $0.parameters = [ParameterSpec(.aspectRatio, "Aspect", kind: .choices("1:1", "16:9"))] }

    static let kling = ModelCard(provider: "fal", model: "fal-ai/kling", modality: .video, name: "Kling")

    static let keyless = EaselError(
        .authentication, "No key for Replicate was found.", remedy: "export REPLICATE_API_TOKEN=… and start again.",
        provider: "replicate")

    static let openRouter = ScriptedProvider("openrouter", "OpenRouter").with {
        $0.cards = [chat, claude]
        $0.text = ScriptedTextService(events: [])
    }

    static let fal = ScriptedProvider("fal", "fal.ai").with {
        $0.cards = [flux, schnell, kling]
        $0.image = ScriptedMediaService()
        $0.video = ScriptedMediaService()
    }

    static let replicate = ScriptedProvider("replicate", "Replicate").with {
        $0.cards = [
            ModelCard(provider: "replicate", model: "black-forest/flux", modality: .image, name: "Flux on Replicate")
        ]
        $0.obstacle = keyless
    }

    static let local = ScriptedProvider("local", "Local").with {
        $0.text = ScriptedTextService(events: [])
        $0.listed = [
            ModelCard(provider: "local", model: "qwen3:0.6b", modality: .text, name: "qwen3:0.6b", origin: .listed)
        ]
    }

    static let providers = [openRouter, fal, replicate, local]

    static func state(_ size: Size = Size(width: 80, height: 24), unicode: Bool = true, depth: ColorDepth = .trueColor)
        -> App.State
    {
        var session = Session(
            now: now, random: SplitMix64(seed: 1),
            theme: .standard.adapted(to: TerminalCapabilities(colorDepth: depth, unicode: unicode)))
        session.size = size
        session.spentToday = Spending(knownUSD: 0.04)
        session.home = "/home/ada"
        return App.State(session: session, providers: providers.map(\.entry))
    }

    static func record(
        _ number: Int, _ modality: Modality = .image, prompt: String = "A lighthouse at dawn",
        status: GenerationStatus = .succeeded
    ) -> GenerationRecord {
        var dice = SplitMix64(seed: UInt64(number))
        let date = now.addingTimeInterval(Double(number - 1000) * 60)
        let card = modality == .text ? chat : modality == .image ? flux : kling
        var record = GenerationRecord(
            id: JobID(at: date, using: &dice), createdAt: date,
            draft: GenerationDraft(modality: modality, prompt: prompt),
            provider: card.provider, model: card.model, isSandbox: false)
        record.status = status
        record.timing.totalMilliseconds = 4200
        if status == .succeeded && modality != .text {
            record.assets = [asset(record.id.short, modality == .video ? .mp4 : .png)]
        }
        if modality == .text && status == .succeeded { record.text = "Light falls on the water." }
        if status == .failed {
            record.error = EaselError(.contentPolicy, "The request was blocked.", provider: "fal").with {
                $0.providerCode = "content_policy_violation"
            }
        }
        return record
    }

    static func asset(_ name: String, _ type: MediaType = .png) -> Asset {
        var asset = Asset(
            path: "/home/ada/Easel/2026-11-24/\(name).\(type.fileExtension)", mediaType: type, bytes: 3_100_000,
            sha256: "")
        (asset.width, asset.height) = (2048, 1152)
        if type == .mp4 { asset.durationSeconds = 5 }
        return asset
    }

    /// A state in which a generation of this record has ended.
    static func state(after records: [GenerationRecord], _ size: Size = Size(width: 80, height: 24)) -> App.State {
        var state = state(size)
        for record in records {
            _ = App.update(&state, .jobEvents([JobEvent(id: record.id, event: .finished(record))], at: now))
        }
        state.session.toasts = []
        if let last = records.last {
            state.studio.modality = last.draft.modality
            StudioScreen.settleLists(&state.studio)
            state.studio.results[last.draft.modality, default: ResultPane()].show(state.session.generations[last.id])
            _ = App.update(&state, .spendLoaded(Spending(knownUSD: 0.04)))
        }
        return state
    }

    /// Two colours, so that a picture of styles stays readable.
    static func plainPicture() throws -> PixelImage {
        try picture(16, 9) { _, y in y < 4 ? [200, 120, 40, 255] : [20, 40, 90, 255] }
    }

    /// Colours that run from corner to corner.
    static func picture(_ width: Int, _ height: Int) throws -> PixelImage {
        try picture(width, height) { x, y in
            [UInt8(x * 255 / max(1, width)), UInt8(y * 255 / max(1, height)), 120, 255]
        }
    }

    private static func picture(_ width: Int, _ height: Int, pixel: (Int, Int) -> [UInt8]) throws -> PixelImage {
        let bytes = (0..<height).flatMap { y in (0..<width).flatMap { x in pixel(x, y) } }
        return try #require(PixelImage(width: width, height: height, rgba: bytes))
    }
}

extension PreviewShelf.Request {
    /// A decoded picture, made ready for its place.
    func prepared(_ image: PixelImage) -> Picture { Picture(image, in: cells, on: display) }
}

extension App.State {
    /// What the screen shows.
    func drawn() -> (surface: Surface, cursor: Point?) {
        var surface = Surface(size: session.size, palette: CellPalette())
        let cursor = App.view(self, on: &surface)
        return (surface, cursor)
    }

    var picture: String { SurfacePicture.text(drawn().surface) }

    /// Presses keys in the notation of `KeyChord`; what is no notation is typed. Returns all effects.
    @discardableResult
    mutating func press(_ keys: String...) -> [Effect] {
        keys.flatMap { key -> [Effect] in
            if let chord = KeyChord(key) { return App.update(&self, .input(.key(chord), at: session.now)) }
            return key.flatMap {
                App.update(&self, .input(.key(KeyChord($0 == "\n" ? .enter : .character($0))), at: session.now))
            }
        }
    }
}
