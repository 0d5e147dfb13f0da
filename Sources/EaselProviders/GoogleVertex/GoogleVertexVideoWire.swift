import EaselCore
import EaselProviderKit
import Foundation

/// The body of `predictLongRunning` (wire sheet 3.1).
enum GoogleVertexVideoWire {
    struct Request: Encodable, Sendable {
        var instances: [Instance]
        var parameters: FlatFields?
        /// How many clips were asked for; one when it was not said (3.1).
        var wanted: Int
        var warnings: [GenerationWarning]

        init(_ request: VideoRequest) throws(EaselError) {
            let writer = ParameterWriter(
                request.parameters, handled: ["referenceType"], customary: customary,
                provider: GoogleVertexProvider.descriptor.name)
            instances = [try Instance(request)]
            var fields = writer.fields
            // To be sent even when it was not set, because sources disagree about what happens without it (3.1); the cards
            // show the same default.
            if request.facts.inputs != nil, fields["generateAudio"] == nil { fields["generateAudio"] = true }
            parameters = fields.isEmpty ? nil : FlatFields(fields)
            wanted = request.parameters[.count]?.integer.map { Int(clamping: $0) } ?? 1
            warnings = writer.warnings
        }

        enum CodingKeys: String, CodingKey { case instances, parameters }
    }

    struct Instance: Encodable, Sendable {
        var prompt: String?
        var image: File?
        var lastFrame: File?
        var referenceImages: [Reference]?
        var video: File?

        init(_ request: VideoRequest) throws(EaselError) {
            prompt = request.prompt.isEmpty ? nil : request.prompt
            image = try request.inputs(.first).first.map(File.init)
            lastFrame = try request.inputs(.last).first.map(File.init)
            // A clip among the references is one to be continued.
            video = try request.inputs(.reference).first { $0.type.family == "video" }.map(File.init)
            let type = request.parameters["referenceType"]?.string ?? "asset"
            var references: [Reference] = []
            for file in request.inputs(.reference) where file.type.family != "video" {
                references.append(Reference(image: try File(file), referenceType: type))
            }
            referenceImages = references.isEmpty ? nil : references
            guard request.inputs(.mask).isEmpty else {
                throw EaselError(
                    .unsupported, "\(request.model) takes no mask file.", provider: GoogleVertexProvider.id)
            }
        }
    }

    struct Reference: Encodable, Sendable {
        var image: File
        var referenceType: String
    }

    /// A file inside the request, or one in Cloud Storage.
    struct File: Encodable, Sendable {
        var bytesBase64Encoded: String?
        var gcsUri: String?
        var mimeType: String

        init(_ input: MediaInput) throws(EaselError) {
            mimeType = input.type == .binary ? MediaType.jpeg.rawValue : input.type.rawValue
            bytesBase64Encoded = input.bytes?.base64EncodedString()
            gcsUri = input.hosted?.absoluteString
            if let hosted = input.hosted, hosted.scheme?.lowercased() != "gs" {
                throw EaselError(
                    .unsupported, "Veo fetches files from Cloud Storage only (gs://…).",
                    remedy: "Download \(ControlText.oneLine(input.name)) and attach the file.",
                    provider: GoogleVertexProvider.id)
            }
        }
    }

    /// Wire names for models without a card.
    private static let customary: [ParameterKey: String] = [
        .count: "sampleCount", .durationSeconds: "durationSeconds", .aspectRatio: "aspectRatio",
        .resolution: "resolution", .generateAudio: "generateAudio", .seed: "seed", .negativePrompt: "negativePrompt",
    ]
}

extension GoogleVertexVideoWire {
    /// What `predictLongRunning` answers, and `fetchPredictOperation` while it works and when it is done (3.2).
    struct Operation: Decodable, Sendable {
        var name: String
        var done: Lenient<Bool>?
        var error: Lenient<Fault>?
        var response: Lenient<Outcome>?
    }

    struct Fault: Decodable, Sendable {
        /// A gRPC code, or a number like an HTTP status; both were seen (3.2).
        var code: FlexibleCode?
        var message: Lenient<String>?
    }

    struct Outcome: Decodable, Sendable {
        var videos: LenientArray<Clip>?
        var filteredReasons: LenientArray<String>?

        enum CodingKeys: String, CodingKey {
            case videos
            case filteredReasons = "raiMediaFilteredReasons"
        }
    }

    struct Clip: Decodable, Sendable {
        var bytesBase64Encoded: Lenient<String>?
        var gcsUri: Lenient<String>?
        var mimeType: Lenient<String>?
    }

    struct Poll: Encodable, Sendable { var operationName: String }
}
