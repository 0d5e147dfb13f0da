import EaselCore
import Foundation

/// A media file's name: `{slug}-{shortid}[-n].{ext}`. Nothing in it can lead out of its folder.
struct MediaName {
    private var stem: String
    private var fileExtension: String
    /// 1 has no suffix.
    var firstNumber: Int

    init(_ place: MediaPlacement, type: MediaType) {
        stem = MediaSlug.of(place.prompt) + "-" + String(Self.safe(place.id).suffix(8))
        fileExtension = type.fileExtension
        firstNumber = min(max(0, place.index), 1_000_000) + 1
    }

    func file(_ number: Int) -> String {
        number == 1 ? "\(stem).\(fileExtension)" : "\(stem)-\(number).\(fileExtension)"
    }

    /// An id as part of a file name: letters, digits and hyphens of ASCII.
    static func safe(_ id: JobID) -> String {
        let clean = id.rawValue.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-")
        }
        let text = String(String.UnicodeScalarView(clean.suffix(64)))
        return text.isEmpty ? "job" : text
    }

    /// `2026-11-24`, as the person's calendar has it.
    static func day(_ date: Date, in zone: TimeZone) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return [(parts.year ?? 0, 4), (parts.month ?? 0, 2), (parts.day ?? 0, 2)]
            .map { number, width in String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
            }
            .joined(separator: "-")
    }
}
