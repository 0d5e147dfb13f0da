/// Lets a few in at a time; of those who wait the last one goes first, since that is what is looked at now.
actor PreviewGate {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) {
        free = places
    }

    /// Waits for a place. Everyone who entered must leave.
    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// How many wait.
    var queue: Int { waiting.count }

    func leave() {
        if let next = waiting.popLast() { next.resume() } else { free += 1 }
    }
}
