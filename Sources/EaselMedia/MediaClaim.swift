import EaselCore
import Foundation

/// Gives a finished file, and the note beside it, the first free name. Nothing is overwritten.
struct MediaClaim {
    var part: PartFile
    /// What is known of the file, without its path.
    var asset: Asset
    var note: MediaSidecar?
    /// The written note on its way, nil for none.
    var notePart: PartFile?

    /// Returns the file's path. The folder is synced.
    func take(_ name: MediaName, in folder: String) throws(EaselError) -> String {
        let path = try place(name, in: folder)
        try FolderAccess.sync(folder)
        return path
    }

    private func place(_ name: MediaName, in folder: String) throws(EaselError) -> String {
        for number in name.firstNumber..<name.firstNumber + 100_000 {
            let final = folder + "/" + name.file(number, asset.mediaType)
            // A note without its file is somebody's note all the same.
            if note != nil, exists(final + MediaSidecar.suffix), !exists(final) { continue }
            switch part.move(to: final) {
            case 0:
                putNote(beside: final)
                return final
            case EEXIST:
                guard isThisResult(final, name) else { continue }
                if !exists(final + MediaSidecar.suffix) { putNote(beside: final) }
                return final
            case let code: throw StorageFailure.system(code, "Cannot create", final)
            }
        }
        throw EaselError(
            .storage, "Too many files named \(name.file(1, asset.mediaType)) in \(folder).",
            remedy: "Choose another folder with --output.")
    }

    /// The note is written and synced by now; only its name is missing. If the system refuses even that, the result still
    /// counts: it is paid for.
    private func putNote(beside file: String) { _ = notePart?.move(to: file + MediaSidecar.suffix) }

    /// A process that died between the file and the row in history left the same result under this name: it is taken, not
    /// saved a second time.
    private func isThisResult(_ path: String, _ name: MediaName) -> Bool {
        guard let note, SmallFile.size(path) == asset.bytes else { return false }
        if let other = MediaSidecar(beside: path) {
            guard other.id == note.id, other.index == note.index, other.sha256 == note.sha256 else { return false }
        } else {
            guard name.holdsID, !exists(path + MediaSidecar.suffix) else { return false }
        }
        return SmallFile.sha256(path) == asset.sha256
    }

    private func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }
}
