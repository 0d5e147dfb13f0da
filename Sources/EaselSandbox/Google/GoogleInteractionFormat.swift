/// `response_format`: what the answer should look like (sheet 2.2, 3.6, 5.1).
struct GoogleInteractionFormat: Sendable {
    private(set) var ratio = "16:9"
    private(set) var seconds: Double?
    private(set) var isByAddress = false
    private(set) var storage: String?
    private(set) var size = "1K"

    private static let fields: [String: Set<String>] = [
        "video": ["type", "aspect_ratio", "resolution", "duration", "delivery", "gcs_uri"],
        "image": ["type", "aspect_ratio", "image_size", "mime_type", "delivery"],
        "audio": ["type", "mime_type", "sample_rate", "bit_rate", "delivery"],
        "text": ["type", "mime_type", "schema"],
    ]

    private static let imageRatios = [
        "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:8", "8:1", "1:4", "4:1",
    ]

    /// One object, or a list of them.
    init(_ value: JSON?, model: GoogleInteractionModel, onVertex: Bool) throws {
        if model.output == .image { ratio = "1:1" }
        for item in value.map({ $0.array ?? [$0] }) ?? [] {
            let reader = try FieldReader(item, path: "response_format")
            let type = try reader.requiredString("type")
            guard let known = Self.fields[type] else { throw reader.complaint("type", "unknown type '\(type)'") }
            if let unknown = reader.fields.keys.sorted().first(where: { !known.contains($0) }) {
                throw GoogleInteractionFailure.unknownField("response_format.\(unknown)")
            }
            guard type == model.output.rawValue || type == "text" else {
                throw GoogleInteractionFailure.invalid("\(model.id) does not answer with \(type).")
            }
            switch type {
            case "video": try readVideo(reader, model: model, onVertex: onVertex)
            case "image": try readImage(reader)
            case "audio": _ = try reader.choice("mime_type", of: ["audio/mp3"])
            default: break
            }
        }
    }

    private mutating func readVideo(_ reader: FieldReader, model: GoogleInteractionModel, onVertex: Bool) throws {
        ratio = try reader.choice("aspect_ratio", of: ["16:9", "9:16"]) ?? ratio
        _ = try reader.choice("resolution", of: ["360p", "720p", "1080p", "4k"])
        isByAddress = try reader.choice("delivery", of: ["inline", "uri"]) == "uri"
        storage = try reader.string("gcs_uri")
        if onVertex, isByAddress, storage?.hasPrefix("gs://") != true {
            throw GoogleInteractionFailure.invalid("gcs_uri is required when delivery is uri.")
        }
        guard let duration = reader.value("duration") else { return }
        // A bare number is refused (sheet 3.6).
        guard let text = duration.string, text.hasSuffix("s"), let seconds = Double(text.dropLast()) else {
            throw reader.complaint("duration", "Invalid value. Expected a duration such as '8s'.")
        }
        guard seconds == seconds.rounded(), (3...Double(model.seconds)).contains(seconds) else {
            throw reader.complaint("duration", "must be a whole number of seconds from 3s to \(model.seconds)s")
        }
        self.seconds = seconds
    }

    private mutating func readImage(_ reader: FieldReader) throws {
        ratio = try reader.choice("aspect_ratio", of: Self.imageRatios) ?? ratio
        size = try reader.choice("image_size", of: ["512", "1K", "2K", "4K"]) ?? size
        // The schema knows JPEG only (sheet 2.2).
        _ = try reader.choice("mime_type", of: ["image/jpeg"])
        _ = try reader.choice("delivery", of: ["inline", "uri"])
    }
}
