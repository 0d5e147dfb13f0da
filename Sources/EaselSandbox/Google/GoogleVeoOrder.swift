import Foundation

/// The body of `predictLongRunning`, read as strictly as the sheet has it (section 3.1).
struct GoogleVeoOrder: Sendable {
    let prompt: String
    let count: Int
    let seconds: Int
    let ratio: String
    let seed: UInt64?
    let storage: String?
    /// Remarks for the journal.
    let notes: [String]

    /// Throws a `FieldComplaint` or a `GoogleFailure`.
    init(_ body: JSON, model: GoogleVeoModel) throws {
        let top = try FieldReader(body)
        if let name = top.fields.keys.first(where: { !["instances", "parameters", "labels"].contains($0) }) {
            throw GoogleFailure.unknownField(name, at: "")
        }
        guard let instances = try top.array("instances"), instances.count == 1 else {
            throw FieldComplaint(path: "instances", problem: "exactly one instance is required")
        }
        let instance = try FieldReader(instances[0], path: "instances[0]")
        let parameters = try FieldReader(top.value("parameters") ?? [:], path: "parameters")
        let media = try GoogleVeoInputs(instance, model: model)
        guard let prompt = try instance.string("prompt") ?? (media.isEmpty ? nil : "") else {
            throw instance.missing("prompt", "string")
        }
        self.prompt = prompt
        count = try parameters.integer("sampleCount", in: 1...4) ?? 1
        let seconds = try Self.seconds(parameters)
        if media.references > 0, let seconds, seconds != 8 {
            throw parameters.complaint("durationSeconds", "reference images need a duration of 8 seconds")
        }
        // An extension adds seven seconds.
        self.seconds = media.isExtension ? 7 : seconds ?? 8
        ratio = try parameters.choice("aspectRatio", of: ["16:9", "9:16"]) ?? "16:9"
        _ = try parameters.choice("resolution", of: model.resolutions)
        seed = try parameters.integer("seed", in: 0...Int(UInt32.max)).map { UInt64($0) }
        storage = try Self.storage(parameters)
        try Self.checkRest(parameters)
        notes =
            instance.notes(unknownBeyond: Self.instanceFields) + parameters.notes(unknownBeyond: Self.parameterFields)
    }

    private static let instanceFields: Set<String> = [
        "prompt", "image", "lastFrame", "referenceImages", "video", "mask",
    ]

    private static let parameterFields: Set<String> = [
        "sampleCount", "durationSeconds", "aspectRatio", "resolution", "generateAudio", "storageUri", "seed",
        "negativePrompt", "personGeneration", "enhancePrompt", "fps", "resizeMode", "compressionQuality", "pubsubTopic",
    ]

    /// A whole number; `"8"`, `"8s"` and `8.5` are refused.
    private static func seconds(_ parameters: FieldReader) throws(FieldComplaint) -> Int? {
        guard let seconds = try parameters.integer("durationSeconds", in: 4...8) else { return nil }
        guard [4, 6, 8].contains(seconds) else {
            throw parameters.complaint(
                "durationSeconds", "supported durations are [4, 6, 8] seconds, received \(seconds)")
        }
        return seconds
    }

    private static func storage(_ parameters: FieldReader) throws(FieldComplaint) -> String? {
        guard let address = try parameters.string("storageUri") else { return nil }
        guard address.hasPrefix("gs://") else {
            throw parameters.complaint("storageUri", "must be a Cloud Storage URI that begins with gs://")
        }
        return address
    }

    private static func checkRest(_ parameters: FieldReader) throws(FieldComplaint) {
        _ = try parameters.bool("generateAudio")
        _ = try parameters.bool("enhancePrompt")
        _ = try parameters.string("negativePrompt")
        _ = try parameters.string("pubsubTopic")
        // The sources disagree about the negative spelling; both are taken (sheet 3.1).
        _ = try parameters.choice(
            "personGeneration", of: ["allow_adult", "disallow", "dont_allow", "allow_all"])
        _ = try parameters.integer("fps", in: 24...24)
        _ = try parameters.choice("resizeMode", of: ["CROP", "PAD", "crop", "pad"])
        _ = try parameters.choice("compressionQuality", of: ["OPTIMIZED", "LOSSLESS", "optimized", "lossless"])
    }
}

/// A model of Veo that is still served (sheet 10.3).
struct GoogleVeoModel: Sendable {
    let id: String
    let resolutions: [String]
    let takesReferences: Bool

    static let all = [
        GoogleVeoModel(
            id: "veo-3.1-generate-001", resolutions: ["720p", "1080p", "4k"], takesReferences: true),
        GoogleVeoModel(id: "veo-3.1-fast-generate-001", resolutions: ["720p", "1080p"], takesReferences: true),
        GoogleVeoModel(id: "veo-3.1-lite-generate-001", resolutions: ["720p", "1080p"], takesReferences: false),
    ]
}
