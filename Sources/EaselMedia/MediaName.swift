import EaselCore
import Foundation

/// The folders and the name that a template gives to one result, before it has a number. Nothing in them leads elsewhere.
struct MediaName {
    /// Below the configured folder, outermost first.
    let folders: [String]
    /// The name without number and extension.
    let stem: String
    /// 1 has no suffix.
    let firstNumber: Int
    /// The name tells the generation.
    let holdsID: Bool

    init(_ place: MediaPlacement, template: MediaNameTemplate, in zone: TimeZone) {
        func text(_ pieces: [MediaNameTemplate.Piece]) -> String {
            Self.clipped(
                pieces.map { piece in
                    switch piece {
                    case .text(let text): text
                    case .field(let field): Self.value(field, place, zone)
                    }
                }.joined())
        }
        folders = template.folders.map(text)
        stem = text(template.stem)
        let isNumbered = template.stem.contains(.field(.index))
        firstNumber = isNumbered ? 1 : Self.index(place) + 1
        holdsID = template.stem.contains(.field(.id))
    }

    func file(_ number: Int, _ type: MediaType) -> String {
        number == 1 ? "\(stem).\(type.fileExtension)" : "\(stem)-\(number).\(type.fileExtension)"
    }

    /// An id as part of a file name: letters, digits and hyphens of ASCII.
    static func safe(_ id: JobID) -> String {
        let clean = id.rawValue.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-")
        }
        let text = String(String.UnicodeScalarView(clean.suffix(64)))
        return text.isEmpty ? "job" : text
    }

    private static func value(_ field: MediaNameTemplate.Field, _ place: MediaPlacement, _ zone: TimeZone) -> String {
        let provenance = place.provenance
        switch field {
        case .date: return clock(place.date, zone, [(.year, 4), (.month, 2), (.day, 2)]).joined(separator: "-")
        case .time: return clock(place.date, zone, [(.hour, 2), (.minute, 2), (.second, 2)]).joined()
        case .slug: return MediaSlug.of(place.prompt)
        case .id: return String(safe(place.id).suffix(8))
        case .provider: return provenance.map { MediaSlug.of($0.provider.rawValue) } ?? "unknown"
        case .model: return provenance.map { MediaSlug.of($0.model.rawValue) } ?? "unknown"
        case .modality: return provenance?.modality.rawValue ?? "media"
        case .index: return String(index(place) + 1)
        case .seed: return provenance?.seed.map(String.init) ?? "noseed"
        case .ext: return ""
        }
    }

    private static func index(_ place: MediaPlacement) -> Int { min(max(0, place.index), 1_000_000) }

    /// Parts of a time as the person's clock has them, with zeros in front.
    private static func clock(
        _ date: Date, _ zone: TimeZone, _ parts: [(Calendar.Component, Int)]
    ) -> [String] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return parts.map { part, width in
            let number = String(calendar.component(part, from: date))
            return String(repeating: "0", count: max(0, width - number.count)) + number
        }
    }

    /// File systems take 255 bytes; number, extension and the note's own extension come behind.
    private static func clipped(_ name: String) -> String {
        var name = name
        while name.utf8.count > 200 { name.removeLast() }
        return name
    }
}
