import EaselCore
import EaselProviderKit
import Foundation

/// Finds the media in a model's output. The field's name differs per model, so known names are walked, and after them
/// anything that looks like a file (wire sheet A15).
extension FalClient {
    private static let mediaFields = ["images", "image", "videos", "video", "audio", "audio_file", "audio_url"]
    private static let filterFields = ["has_nsfw_concepts", "nsfw_content_detected"]

    static func batch(from output: JSONValue, origins: OriginSet) -> MediaBatch {
        guard case .object(let fields) = output else { return MediaBatch(items: []) }
        let known = mediaFields.flatMap { items(in: fields[$0], origins: origins) }
        let others = fields.sorted { $0.key < $1.key }.filter { !mediaFields.contains($0.key) && isFile($0.value) }
        var batch = MediaBatch(items: known.isEmpty ? others.flatMap { items(in: $0.value, origins: origins) } : known)
        if batch.items.isEmpty, let sound = hexSound(in: fields) { batch.items = [sound] }
        batch.text = fields["description"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        batch.seed = fields["seed"]?.integer
        markFiltered(&batch, by: filterFields.lazy.compactMap { fields[$0] }.first)
        return batch
    }

    /// A flagged picture comes as a black one of the usual size (A16).
    private static func markFiltered(_ batch: inout MediaBatch, by flags: JSONValue?) {
        guard case .array(let flags)? = flags else { return }
        var count = 0
        for index in batch.items.indices where index < flags.count && flags[index].bool == true {
            batch.items[index].isFiltered = true
            count += 1
        }
        if count > 0 {
            batch.warnings.append(
                GenerationWarning(
                    .filtered, "fal.ai's safety checker blanked \(count) of \(batch.items.count) pictures."))
        }
    }

    /// A file object, an address, or a list of either.
    private static func items(in value: JSONValue?, origins: OriginSet) -> [MediaReference] {
        switch value {
        case .string(let address): return [MediaReference(address: address, origins: origins)].compactMap(\.self)
        case .array(let values): return values.flatMap { items(in: $0, origins: origins) }
        case .object(let file):
            guard var item = file["url"]?.string.flatMap({ MediaReference(address: $0, origins: origins) }) else {
                return []
            }
            item.declaredType = file["content_type"]?.string.map(MediaType.init(rawValue:))
            if let width = side(file["width"]), let height = side(file["height"]) {
                item.pixels = PixelSize(width: width, height: height)
            }
            item.durationSeconds = file["duration"]?.double
            return [item]
        default: return []
        }
    }

    /// MiniMax speech can write its sound as hexadecimal digits; its `output_format` says `hex` unless told otherwise (A19).
    private static func hexSound(in fields: [String: JSONValue]) -> MediaReference? {
        var text = fields["audio"]?.string
        if case .object(let file)? = fields["audio"] { text = file["url"]?.string ?? file["data"]?.string }
        guard let digits = text.map({ Array($0.utf8) }), digits.count >= 8, digits.count.isMultiple(of: 2) else {
            return nil
        }
        var bytes = Data(capacity: digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return MediaReference(.bytes(bytes))
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func side(_ value: JSONValue?) -> Int? {
        value?.integer.flatMap { (1...65_535).contains($0) ? Int($0) : nil }
    }

    private static func isFile(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let fields): fields["url"]?.string != nil
        case .array(let values): values.contains(where: isFile)
        default: false
        }
    }
}
