import EaselCore
import Foundation

extension GenerationRun {
    /// Copies the files of a closed generation to their second home. Whatever happens there, the generation stays as it is: the
    /// files are on this machine, and what was not copied is copied later.
    func mirror(_ record: inout GenerationRecord) async {
        guard let mirror = environment.mirror else { return }
        for (position, asset) in record.assets.enumerated() where asset.cloud?.state == .pending {
            let send = send
            let copy = await mirror.copy(asset, of: record.id) { send(.copying(asset, bytes: $0)) }
            record.assets[position].cloud = copy
            guard let error = copy.error, error.kind != .cancelled else { continue }
            let future = copy.state == .pending ? " The upload goes on when Easel runs again." : ""
            note(
                [
                    GenerationWarning(
                        .other, "\(asset.file.lastPathComponent) is not in its second home: \(error.message)\(future)")
                ],
                in: &record)
        }
    }
}
