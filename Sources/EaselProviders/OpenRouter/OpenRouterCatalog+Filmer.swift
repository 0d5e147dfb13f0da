import EaselCore
import EaselProviderKit

extension OpenRouterCatalog {
    /// A row of `GET /videos/models` (wire sheet A6); null means that the model has no such choice.
    struct Filmer: Decodable, Sendable {
        struct Span: Decodable, Sendable {
            var min: Lenient<Double>?
            var max: Lenient<Double>?
        }

        var id: String
        var name: Lenient<String>?
        var description: Lenient<String>?
        var resolutions: LenientArray<String>?
        var aspectRatios: LenientArray<String>?
        var sizes: LenientArray<String>?
        var durations: LenientArray<Int64>?
        var frames: LenientArray<String>?
        var generatesAudio: Lenient<Bool>?
        var takesSeed: Lenient<Bool>?
        var prices: Lenient<[String: FlexiblePrice]>?
        var upscaleFactor: Lenient<Span>?
        var creativity: LenientArray<Int64>?

        enum CodingKeys: String, CodingKey {
            case id, name, description, creativity
            case resolutions = "supported_resolutions"
            case aspectRatios = "supported_aspect_ratios"
            case sizes = "supported_sizes"
            case durations = "supported_durations"
            case frames = "supported_frame_images"
            case generatesAudio = "generate_audio"
            case takesSeed = "seed"
            case prices = "pricing_skus"
            case upscaleFactor = "upscale_factor"
        }
    }
}

extension OpenRouterCatalog.Filmer {
    /// - Parameter entry: the model's row in the general list, which knows the files it looks at and its last day.
    func card(entry: OpenRouterCatalog.Entry?) -> ModelCard {
        var card =
            entry?.card(.video)
            ?? ModelCard(
                provider: OpenRouterProvider.id, model: ModelID(rawValue: id), modality: .video,
                name: ControlText.oneLine(name?.value ?? id),
                summary: ControlText.oneLine(String((description?.value ?? "").prefix(200))), origin: .listed)
        card.parameters = parameters
        card.inputs = inputs(looks: entry?.inputs ?? [])
        card.price = secondPrice.map { Price([.second: $0]) }
        return card
    }

    private var parameters: [ParameterSpec] {
        var specs: [ParameterSpec] = []
        if let values = durations?.elements, !values.isEmpty { specs.append(OpenRouterCatalog.duration(values)) }
        if let values = resolutions?.elements, !values.isEmpty {
            specs.append(OpenRouterCatalog.choice(.resolution, "Resolution", values, wire: "resolution"))
        }
        if let values = aspectRatios?.elements, !values.isEmpty {
            specs.append(OpenRouterCatalog.choice(.aspectRatio, "Aspect ratio", values, wire: "aspect_ratio"))
        }
        if let values = sizes?.elements, !values.isEmpty {
            specs.append(
                OpenRouterCatalog.choice(.size, "Size", values, wire: "size")
                    .summary("Pixels, in place of resolution and aspect ratio."))
        }
        if generatesAudio?.value == true { specs.append(OpenRouterCatalog.soundTrack) }
        if takesSeed?.value == true { specs.append(OpenRouterCatalog.seed) }
        if let span = upscaleFactor?.value {
            let kind = ParameterKind.number(minimum: span.min?.value, maximum: span.max?.value, unit: nil)
            specs.append(ParameterSpec("upscale_factor", "Upscale factor", kind: kind, wire: "upscale_factor"))
        }
        if let levels = creativity?.elements, !levels.isEmpty {
            let kind = ParameterKind.choice(levels.map { ParameterChoice(.integer($0)) })
            specs.append(ParameterSpec("creativity", "Creativity", kind: kind, wire: "creativity"))
        }
        return specs + OpenRouterCatalog.videoEnding
    }

    private func inputs(looks: Set<String>) -> [InputSpec] {
        let frames = Set(frames?.elements ?? [])
        var specs: [InputSpec] = []
        if frames.contains("first_frame") { specs.append(OpenRouterCatalog.frame(.first)) }
        if frames.contains("last_frame") { specs.append(OpenRouterCatalog.frame(.last)) }
        let types = OpenRouterCatalog.types(of: looks.subtracting(["file", "text"]))
        if !types.isEmpty {
            specs.append(InputSpec(.reference, types: types, maximumCount: 16, takesAddresses: true))
        }
        return specs
    }

    /// Dollars a second where one line says so plainly: the names of `pricing_skus` are no published set. Seen:
    /// `duration_seconds`, `duration_seconds_with_audio`, `cents_per_second_output`.
    private var secondPrice: Double? {
        let lines = (prices?.value ?? [:]).compactMapValues(\.dollars)
        if let plain = lines["duration_seconds"] { return plain }
        if let cents = lines["cents_per_second_output"] { return cents / 100 }
        let bySecond = lines.filter { $0.key.hasPrefix("duration_seconds") }
        return bySecond.count == 1 ? bySecond.first?.value : nil
    }
}
