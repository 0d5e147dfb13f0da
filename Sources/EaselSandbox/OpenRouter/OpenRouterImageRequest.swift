/// A `POST /images` body after every check of sheet A4.1.
struct OpenRouterImageRequest: Sendable {
    let model: OpenRouterModel
    let abilities: OpenRouterImageAbilities
    let prompt: String
    let count: Int
    let size: PixelSize
    let format: PictureFormat
    let seed: UInt64
    let wantsStream: Bool
    let references: [String]
    let notes: [String]

    private static let resolutions = ["512", "768", "1K", "1.5K", "2K", "4K"]
    private static let sides = ["512": 512, "768": 768, "1K": 1024, "1.5K": 1536, "2K": 2048, "4K": 4096]
    private static let ratios = [
        "1:1", "1:2", "1:4", "1:8", "2:1", "2:3", "2.35:1", "3:2", "3:4", "4:1", "4:3", "4:5", "5:2", "5:4", "5:7",
        "7:5", "8:1", "9:16", "16:9", "9:19.5", "19.5:9", "9:20", "20:9", "9:21", "21:9", "auto",
    ]
    private static let known: Set<String> = [
        "model", "prompt", "n", "resolution", "aspect_ratio", "size", "quality", "output_format", "background",
        "output_compression", "seed", "input_references", "stream", "provider", "user", "session_id", "trace",
    ]

    init(_ body: JSON) throws {
        let fields = try FieldReader(body)
        let id = try fields.requiredString("model")
        prompt = try fields.requiredString("prompt")
        if prompt.isEmpty { throw fields.complaint("prompt", "Too small: expected string to have >=1 characters") }
        guard let model = OpenRouterCatalog.model(id) else { throw OpenRouterFailure.unknownModel(id) }
        guard let abilities = model.images else {
            throw OpenRouterFailure.noEndpoints("the requested output modalities: image")
        }
        self.model = model
        self.abilities = abilities
        notes = fields.notes(unknownBeyond: Self.known)
        count = try fields.integer("n", in: 1...10) ?? 1
        if count > abilities.mostImages {
            throw OpenRouterFailure.invalid("\(id) supports at most \(abilities.mostImages) image(s) per request")
        }
        let resolution = try Self.supported(fields, "resolution", Self.resolutions, abilities.resolutions)
        let ratio = try Self.supported(fields, "aspect_ratio", Self.ratios, abilities.aspectRatios)
        size = try Self.size(fields, resolution: resolution, ratio: ratio)
        _ = try Self.supported(
            fields, "quality", ["auto", "low", "medium", "high", "xhigh", "max"], abilities.qualities)
        let format = try Self.supported(fields, "output_format", ["png", "jpeg", "webp", "svg"], abilities.formats)
        self.format = format.flatMap(PictureFormat.init) ?? abilities.usualFormat
        let background = try fields.choice("background", of: ["auto", "transparent", "opaque"])
        if background == "transparent", self.format == .jpeg {
            throw fields.complaint("background", "transparent needs output_format png or webp")
        }
        _ = try fields.integer("output_compression", in: 0...100)
        if let routing = try fields.object("provider") {
            for name in ["only", "order", "ignore"] { _ = try routing.array(name) }
            _ = try routing.bool("allow_fallbacks")
            _ = try routing.object("options")
        }
        seed = UInt64(bitPattern: Int64(try fields.integer("seed", in: Int.min...Int.max) ?? 0))
        wantsStream = try fields.bool("stream") ?? false
        references = try Self.references(fields)
        if references.count > abilities.mostReferences {
            throw OpenRouterFailure.invalid("\(id) supports at most \(abilities.mostReferences) input references")
        }
    }

    /// A value outside the published set, or one the model does not list, is a 400.
    private static func supported(
        _ fields: FieldReader, _ name: String, _ all: [String], _ listed: [String]?
    ) throws -> String? {
        guard let value = try fields.choice(name, of: all) else { return nil }
        // An unsupported parameter is dropped, an unsupported value of a supported one is refused.
        guard let listed else { return nil }
        guard listed.contains(value) else {
            throw fields.complaint(
                name, "\(value) is not supported by this model; supported: \(listed.joined(separator: ", "))")
        }
        return value
    }

    private static func size(_ fields: FieldReader, resolution: String?, ratio: String?) throws -> PixelSize {
        guard let text = try fields.string("size") else {
            return PixelSize(ratio: ratio ?? "1:1", side: sides[resolution ?? "1K"] ?? 1024)
        }
        if let side = sides[text] {
            if let resolution, resolution != text { throw mismatch(fields, text, "resolution \(resolution)") }
            return PixelSize(ratio: ratio ?? "1:1", side: side)
        }
        guard let pixels = PixelSize(text: text) else {
            throw fields.complaint("size", "Invalid input: expected a tier such as 2K or pixels such as 2048x2048")
        }
        if let ratio, ratio != "auto" {
            let shape = PixelSize(ratio: ratio, side: 1024)
            let off = Double(pixels.width * shape.height) / Double(pixels.height * shape.width)
            if abs(off - 1) > 0.04 { throw mismatch(fields, text, "aspect_ratio \(ratio)") }
        }
        if let resolution, let side = sides[resolution] {
            let off = Double(pixels.width * pixels.height) / Double(side * side)
            if !(0.6...1.7).contains(off) { throw mismatch(fields, text, "resolution \(resolution)") }
        }
        return pixels
    }

    private static func mismatch(_ fields: FieldReader, _ size: String, _ other: String) -> FieldComplaint {
        fields.complaint("size", "\(size) does not match \(other)")
    }

    private static func references(_ fields: FieldReader) throws -> [String] {
        var result: [String] = []
        for (index, item) in (try fields.array("input_references") ?? []).enumerated() {
            let part = try FieldReader(item, path: "input_references.\(index)")
            guard try part.choice("type", of: ["image_url"]) != nil else { throw part.missing("type", "string") }
            guard let image = try part.object("image_url") else { throw part.missing("image_url", "object") }
            result.append(try PictureReference(url: try image.requiredString("url"), field: image.child("url")).summary)
        }
        return result
    }
}
