import Foundation

/// What `--output` names: a folder of this machine, or a place in Cloud Storage.
enum OutputPlace {
    /// Nil for an address in Cloud Storage that is none.
    static func url(_ text: String) -> URL? {
        text.hasPrefix("gs://") ? URL(string: text) : URL(fileURLWithPath: text, isDirectory: true)
    }
}
