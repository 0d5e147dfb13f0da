import ArgumentParser
import EaselCore
import Foundation

/// One `--attach [ROLE=]FILE`. What stands before `=` is a role only if it is one: file names may hold `=`.
struct AttachmentSetting: ExpressibleByArgument {
    var attachment: Attachment

    init?(argument: String) {
        let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let role = halves.count == 2 ? AttachmentRole(rawValue: String(halves[0])) : nil
        let path = role == nil ? argument : String(halves[1])
        guard !path.isEmpty else { return nil }
        if let url = URL(string: path), let scheme = url.scheme?.lowercased(), ["http", "https", "gs"].contains(scheme)
        {
            attachment = Attachment(role: role ?? .reference, file: url)
            return
        }
        let expanded = (path as NSString).expandingTildeInPath
        attachment = Attachment(role: role ?? .reference, file: URL(fileURLWithPath: expanded))
    }
}
