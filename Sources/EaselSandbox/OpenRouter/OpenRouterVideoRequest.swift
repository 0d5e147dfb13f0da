import Foundation

/// A `POST /videos` body after every check of sheet A6. A value outside the model's set is a 400.
struct OpenRouterVideoRequest: Sendable {
    let model: OpenRouterModel
    let abilities: OpenRouterVideoAbilities
    let prompt: String
    let seconds: Int
    let size: PixelSize
    let seed: UInt64
    let hasSound: Bool
    /// What was shown to it, for the picture to depend on.
    let inputs: [String]
    let notes: [String]

    private static let resolutions = ["360p", "480p", "720p", "768p", "1080p", "1K", "2K", "4K"]
    private static let lines = [
        "360p": 360, "480p": 480, "720p": 720, "768p": 768, "1080p": 1080, "1K": 1024, "2K": 1440, "4K": 2160,
    ]
    private static let ratios = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21"]
    private static let known: Set<String> = [
        "model", "prompt", "duration", "resolution", "aspect_ratio", "size", "frame_images", "input_references",
        "generate_audio", "seed", "callback_url", "previous_job_id", "upscale_factor", "creativity", "user",
        "session_id", "trace", "provider",
    ]

    init(_ body: JSON) throws {
        let fields = try FieldReader(body)
        let id = try fields.requiredString("model")
        guard let model = OpenRouterCatalog.model(id) else { throw OpenRouterFailure.unknownModel(id) }
        guard let abilities = model.videos else {
            throw OpenRouterFailure.noEndpoints("the requested output modalities: video")
        }
        self.model = model
        self.abilities = abilities
        notes = fields.notes(unknownBeyond: Self.known)
        prompt = try fields.requiredString("prompt")
        if prompt.isEmpty { throw fields.complaint("prompt", "Too small: expected string to have >=1 characters") }
        seconds = try Self.duration(fields, abilities)
        size = try Self.size(fields, abilities)
        seed = UInt64(bitPattern: Int64(try fields.integer("seed", in: Int.min...Int.max) ?? 0))
        let wantsSound = try fields.bool("generate_audio")
        if wantsSound == true, abilities.makesSound != true {
            throw fields.complaint("generate_audio", "\(id) does not generate audio")
        }
        hasSound = wantsSound ?? (abilities.makesSound == true)
        let frames = try Self.frames(fields, abilities)
        // Frames win over references (sheet A6).
        inputs = try frames + (frames.isEmpty ? Self.references(fields, abilities) : [])
        try Self.checkRest(fields)
    }

    private static func duration(_ fields: FieldReader, _ abilities: OpenRouterVideoAbilities) throws -> Int {
        let asked = try fields.integer("duration", in: 1...3600)
        guard let durations = abilities.durations else { return asked ?? 5 }
        guard let asked else { return durations.first ?? 5 }
        guard durations.contains(asked) else {
            let list = durations.map(String.init).joined(separator: ", ")
            throw fields.complaint("duration", "\(asked) is not supported by this model; supported: \(list)")
        }
        return asked
    }

    private static func size(_ fields: FieldReader, _ abilities: OpenRouterVideoAbilities) throws -> PixelSize {
        let resolution = try supported(fields, "resolution", resolutions, abilities.resolutions)
        let ratio = try supported(fields, "aspect_ratio", ratios, abilities.aspectRatios)
        if let text = try fields.string("size") {
            guard let size = PixelSize(text: text) else {
                throw fields.complaint("size", "Invalid input: expected pixels such as 1280x720")
            }
            if let sizes = abilities.sizes, !sizes.contains(text) {
                throw fields.complaint(
                    "size", "\(text) is not supported by this model; supported: \(sizes.joined(separator: ", "))")
            }
            return size
        }
        let height = lines[resolution ?? "720p"] ?? 720
        return PixelSize(ratio: ratio ?? "16:9", side: height * 4 / 3)
    }

    private static func supported(
        _ fields: FieldReader, _ name: String, _ all: [String], _ listed: [String]?
    ) throws -> String? {
        guard let value = try fields.choice(name, of: all) else { return nil }
        guard let listed else { return nil }
        guard listed.contains(value) else {
            throw fields.complaint(
                name, "\(value) is not supported by this model; supported: \(listed.joined(separator: ", "))")
        }
        return value
    }

    private static func frames(_ fields: FieldReader, _ abilities: OpenRouterVideoAbilities) throws -> [String] {
        var result: [String] = []
        for (index, item) in (try fields.array("frame_images") ?? []).enumerated() {
            let part = try FieldReader(item, path: "frame_images.\(index)")
            guard let frame = try part.choice("frame_type", of: ["first_frame", "last_frame"]) else {
                throw part.missing("frame_type", "string")
            }
            guard abilities.frames?.contains(frame) == true else {
                throw part.complaint("frame_type", "\(frame) is not supported by this model")
            }
            guard try part.choice("type", of: ["image_url"]) != nil else { throw part.missing("type", "string") }
            result.append("\(frame) \(try picture(part))")
        }
        return result
    }

    private static func references(_ fields: FieldReader, _ abilities: OpenRouterVideoAbilities) throws -> [String] {
        var result: [String] = []
        for (index, item) in (try fields.array("input_references") ?? []).enumerated() {
            let part = try FieldReader(item, path: "input_references.\(index)")
            let kinds = ["image_url", "audio_url", "video_url"]
            guard let kind = try part.choice("type", of: kinds) else { throw part.missing("type", "string") }
            guard abilities.references.contains(kind) else {
                throw part.complaint("type", "\(kind) references are not supported by this model")
            }
            if kind == "image_url" {
                result.append(try picture(part))
                continue
            }
            guard let media = try part.object(kind) else { throw part.missing(kind, "object") }
            let address = try media.requiredString("url")
            guard DataURI(address) != nil || address.hasPrefix("https://") || address.hasPrefix("http://") else {
                throw media.complaint("url", "Invalid URL")
            }
            result.append("\(kind) of \(address.utf8.count) characters")
        }
        return result
    }

    private static func picture(_ part: FieldReader) throws -> String {
        guard let image = try part.object("image_url") else { throw part.missing("image_url", "object") }
        return try PictureReference(url: try image.requiredString("url"), field: image.child("url")).summary
    }

    private static func checkRest(_ fields: FieldReader) throws {
        if let callback = try fields.string("callback_url"), !callback.hasPrefix("https://") {
            throw fields.complaint("callback_url", "Invalid URL: expected https://")
        }
        _ = try fields.string("previous_job_id")
        _ = try fields.number("upscale_factor", in: 1...16)
        _ = try fields.integer("creativity", in: 0...100)
        _ = try fields.object("provider")?.object("options")
    }

    /// What one second costs, by the first price that is told.
    var cost: Double {
        let perSecond = abilities.prices.sorted { $0.key < $1.key }.first.flatMap { Double($0.value) } ?? 0.1
        return perSecond * Double(seconds)
    }
}
