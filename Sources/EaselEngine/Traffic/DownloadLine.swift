import EaselCore
import Foundation

/// Lets so many downloads run at once, and those first whose result the provider takes back first.
///
/// Results without a deadline come after those with one; equals come in the order in which they asked.
actor DownloadLine {
    private struct Place {
        var deadline: Date
        var number: Int
        var turn: CheckedContinuation<Bool, Never>
    }

    private let width: Int
    private var running = 0
    private var number = 0
    private var waiting: [Place] = []

    init(width: Int) { self.width = max(1, width) }

    /// Waits for a turn. Every turn has to be given back with `leave`. Throws `.cancelled` when the task is cancelled.
    func enter(deadline: Date?) async throws(EaselError) {
        guard !Task.isCancelled else { throw .cancelled }
        if running < width {
            running += 1
            return
        }
        number += 1
        let mine = number
        let isMyTurn = await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                if Task.isCancelled { return turn.resume(returning: false) }
                waiting.append(Place(deadline: deadline ?? .distantFuture, number: mine, turn: turn))
            }
        } onCancel: {
            Task { await self.giveUp(mine) }
        }
        guard isMyTurn else { throw .cancelled }
    }

    /// Gives a turn back: the most urgent of those that wait takes it.
    func leave() {
        let next = waiting.indices.min { left, right in
            (waiting[left].deadline, waiting[left].number) < (waiting[right].deadline, waiting[right].number)
        }
        if let next { waiting.remove(at: next).turn.resume(returning: true) } else { running -= 1 }
    }

    /// How many wait for a turn.
    var waitingCount: Int { waiting.count }

    private func giveUp(_ number: Int) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).turn.resume(returning: false)
    }
}
