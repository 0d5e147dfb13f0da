import EaselCore
import Foundation

/// Records of the base web app: a document on each line, or one JSON array, or the answer of Firestore's REST interface with its
/// `documents`.
struct FirestoreImport {
    let file: URL
    private static let longestFile = 1 << 30

    func run(into intake: ImportIntake) async throws(EaselError) {
        if let documents = try whole() {
            for (index, document) in documents.enumerated() {
                try await intake.take(index + 1) { () throws(EaselError) in
                    ImportedEntry(entry: try FirestoreRecord(document).entry())
                }
            }
            return
        }
        try await LineFile.read(file) { (line, number) async throws(EaselError) in
            try await intake.take(number) { () throws(EaselError) in
                guard let document = try? JSONDecoder().decode(JSONValue.self, from: line) else {
                    throw ExportedGeneration.wrong("it is not JSON")
                }
                return ImportedEntry(entry: try FirestoreRecord(document).entry())
            }
        }
    }

    /// Nil for a file of lines.
    private func whole() throws(EaselError) -> [JSONValue]? {
        guard let size = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int,
            size <= Self.longestFile, let bytes = try? Data(contentsOf: file, options: .mappedIfSafe),
            let value = try? JSONDecoder().decode(JSONValue.self, from: bytes)
        else { return nil }
        switch value {
        case .array(let documents): return documents
        case .object(let members):
            if case .array(let documents)? = members["documents"] { return documents }
            return [value]
        default: return nil
        }
    }
}
