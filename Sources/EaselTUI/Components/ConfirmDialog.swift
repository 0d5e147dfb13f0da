import TerminalUI

/// A question with its consequence in one sentence.
struct ConfirmDialog: Equatable {
    enum Purpose: Equatable { case quit }

    var purpose: Purpose
    var title: String
    var sentences: [String]
    /// The first one does it.
    var buttons: [String]
    var selected = 0

    /// Before leaving: what happens to what is running.
    static func quit(_ session: Session) -> ConfirmDialog {
        let running = session.generations.running
        let remote = running.filter(\.isRemote).count
        var sentences: [String] = []
        if remote > 0 {
            sentences.append(
                "\(remote == 1 ? "1 job goes" : "\(remote) jobs go") on at the provider and \(remote == 1 ? "is" : "are") picked up on the next start."
            )
        }
        let local = running.count - remote
        if local > 0 {
            sentences.append(
                "\(local == 1 ? "1 answer ends" : "\(local) answers end") where \(local == 1 ? "it is" : "they are").")
        }
        if sentences.isEmpty { sentences = ["Everything is saved."] }
        return ConfirmDialog(purpose: .quit, title: "Quit Easel?", sentences: sentences, buttons: ["Quit", "Stay"])
    }

    func dialog(_ theme: Theme) -> Dialog {
        Dialog(
            title: title, message: sentences.map { Line($0, style: theme[.dialog]) }, buttons: buttons,
            selected: selected)
    }
}
