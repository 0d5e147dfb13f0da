import EaselCore
import Foundation

/// The note of a file whose process died after the file had its name and before the note had one.
enum LeftNote {
    /// Puts the note beside its file, if this part file is one and the file lies there without. Nobody may be writing it.
    static func rescue(_ part: String, in folder: String, _ names: [String]) {
        guard let size = SmallFile.size(part), size < 1 << 20, let note = MediaSidecar(path: part) else { return }
        for name in names where !name.hasPrefix(".") && !name.hasSuffix(MediaSidecar.suffix) {
            let file = folder + "/" + name
            guard SmallFile.size(file) == note.bytes, SmallFile.size(file + MediaSidecar.suffix) == nil,
                SmallFile.sha256(file) == note.sha256
            else { continue }
            _ = AtomicPlacement.move(part, to: file + MediaSidecar.suffix)
            return
        }
    }
}
