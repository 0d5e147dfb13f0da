import EaselCore
import Foundation

/// A `MediaItem` of the base web app: one flat record for every modality (58 fields, most of them empty).
///
/// Its files are in Cloud Storage and stay there: their addresses are kept in the note, because nobody here has compared their
/// content. Fields that Easel has no place for are kept as parameters under their own names.
struct FirestoreRecord {
    private let fields: [String: JSONValue]
    private let name: String?

    /// Takes a plain object or a document with typed values. Throws `.invalidRequest` for anything else.
    init(_ document: JSONValue) throws(EaselError) {
        guard case .object(let members) = document else { throw ExportedGeneration.wrong("it is no object") }
        name = members["name"]?.string
        if case .object(let typed)? = members["fields"] {
            fields = typed.mapValues(Self.plain)
        } else {
            fields = members
        }
    }

    func entry() throws(EaselError) -> HistoryEntry {
        guard let date = date else { throw ExportedGeneration.wrong("\"timestamp\" is missing or is no moment") }
        guard let name = text("id") ?? name.map({ String($0.split(separator: "/").last ?? "") }), !name.isEmpty else {
            throw ExportedGeneration.wrong("\"id\" is missing")
        }
        guard let modality else { throw ExportedGeneration.wrong("what it made is not told") }
        var draft = GenerationDraft(modality: modality, prompt: text("prompt") ?? text("original_prompt") ?? "")
        draft.parameters = parameters
        draft.attachments = attachments
        if let parent = text("related_media_item_id") {
            // Its moment is not in this record, so its id cannot be told: the name is kept.
            draft.parameters["related_media_item_id"] = .string(parent)
        }
        var record = GenerationRecord(
            id: try ImportedID.of("firestore:\(name)", at: date), createdAt: date, draft: draft, provider: "vertex",
            model: ModelID(rawValue: text("model") ?? ""), isSandbox: false)
        record.text = texts(["generated_text", "captions", "critique", "audio_analysis", "grounding_info"])
        record.timing = GenerationRecord.Timing(
            totalMilliseconds: fields["generation_time"]?.double.flatMap { $0 >= 0 && $0 < 1e9 ? Int($0 * 1000) : nil })
        close(&record)
        return HistoryEntry(record: record, curation: Curation(note: note, tags: ["genmedia"]))
    }

    private func close(_ record: inout GenerationRecord) {
        let problem = text("error_message")
        switch text("status") {
        case "failed", "created", "pending", "processing":
            record.status = .failed
            record.error = EaselError(
                .unavailable, problem ?? "It was not finished when it was exported.", provider: record.provider)
        default:
            record.status = problem != nil && outputs.isEmpty ? .failed : .succeeded
            record.error =
                record.status == .failed ? problem.map { EaselError(.unavailable, $0, provider: record.provider) } : nil
        }
    }

    private var modality: Modality? {
        let words = [text("media_type"), text("mime_type"), text("mode")].compactMap { $0?.lowercased() }
        for word in words {
            if word.hasPrefix("image") { return .image }
            if word.hasPrefix("video") { return .video }
            if word.hasPrefix("text") { return .text }
            if word.hasPrefix("audio") || word.hasPrefix("music") {
                return text("voice") != nil ? .speech : .audio
            }
        }
        // Rows of the first months have neither type.
        let model = text("model")?.lowercased() ?? ""
        if model.contains("veo") { return .video }
        if model.contains("lyria") { return .audio }
        if model.contains("chirp") || model.contains("tts") { return .speech }
        if model.contains("imagen") || model.contains("image") { return .image }
        switch outputs.first.map({ ($0 as NSString).pathExtension.lowercased() }) {
        case "png", "jpg", "jpeg", "webp": return .image
        case "mp4", "mov", "webm": return .video
        case "wav", "mp3": return .audio
        default: return texts(["generated_text"]) == nil ? nil : .text
        }
    }

    private var parameters: ParameterValues {
        var values: ParameterValues = [:]
        for (field, key) in Self.common {
            if let value = fields[field], value != .null, value != "" { values[key] = value }
        }
        for field in Self.kept {
            guard let value = fields[field], value != .null, value != "", value != .array([]) else { continue }
            values[ParameterKey(rawValue: field)] = value
        }
        return values
    }

    private var attachments: [Attachment] {
        let inputs = Self.inputs.flatMap { field, role in list(field).map { (role, $0) } }
        var seen: Set<String> = []
        return inputs.compactMap { role, address in
            guard seen.insert(address).inserted, let url = URL(string: address) else { return nil }
            return Attachment(role: role, file: url)
        }
    }

    /// Where the results are.
    private var outputs: [String] {
        var seen: Set<String> = []
        return (list("gcs_uris") + list("gcsuri")).filter { seen.insert($0).inserted }
    }

    private var note: String? {
        let files = outputs.isEmpty ? nil : "Files: " + outputs.joined(separator: "\n")
        let owner = text("user_email").map { "Made by \($0)" }
        return Curation.cleanText([text("comment"), owner, files].compactMap { $0 }.joined(separator: "\n"))
    }

    private var date: Date? {
        guard let text = text("timestamp") else { return nil }
        // Python writes no zone and a space; it means UTC.
        let plain = text.replacing(" ", with: "T")
        return ExportedGeneration.date(plain) ?? ExportedGeneration.date(plain + "Z")
            ?? plain.split(separator: ".").first.flatMap { ExportedGeneration.date($0 + "Z") }
    }

    private func text(_ field: String) -> String? { Curation.cleanText(fields[field]?.string) }

    private func texts(_ names: [String]) -> String? {
        let found = names.flatMap(list)
        return found.isEmpty ? nil : found.joined(separator: "\n\n")
    }

    private func list(_ field: String) -> [String] {
        switch fields[field] {
        case .string(let text): text.isEmpty ? [] : [text]
        case .array(let values): values.compactMap(\.string).filter { !$0.isEmpty }
        default: []
        }
    }

    /// `{"stringValue": "x"}` and its relatives.
    private static func plain(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value, members.count == 1, let (type, inner) = members.first else {
            return value
        }
        switch type {
        case "integerValue": return inner.string.flatMap { Int64($0) }.map(JSONValue.integer) ?? inner
        case "arrayValue":
            guard case .object(let array) = inner, case .array(let values)? = array["values"] else { return .array([]) }
            return .array(values.map(plain))
        case "mapValue":
            guard case .object(let map) = inner, case .object(let fields)? = map["fields"] else { return .object([:]) }
            return .object(fields.mapValues(plain))
        case "nullValue": return .null
        default: return inner
        }
    }

    private static let common: [(String, ParameterKey)] = [
        ("negative_prompt", .negativePrompt), ("seed", .seed), ("num_images", .count), ("aspect", .aspectRatio),
        ("resolution", .resolution), ("duration", .durationSeconds), ("image_size", .size), ("voice", .voice),
        ("language_code", .language), ("pace", .speed),
    ]

    private static let inputs: [(String, AttachmentRole)] = [
        ("reference_image", .first), ("last_reference_image", .last), ("source_images_gcs", .reference),
        ("source_uris", .reference), ("r2v_reference_images", .reference), ("r2v_style_image", .reference),
        ("person_image_gcs", .reference), ("product_image_gcs", .reference), ("source_character_images", .reference),
    ]

    private static let kept = [
        "original_prompt", "rewritten_prompt", "enhanced_prompt_used", "style_prompt", "mode", "modifiers",
        "original_resolution", "upscale_factor", "character_description", "imagen_prompt", "veo_prompt",
        "candidate_images",
        "best_candidate_image", "outpainted_image", "custom_pronunciations", "volume_gain_db", "storyboard_id",
        "object_rotation_project_id", "thumbnail_uri",
    ]
}
