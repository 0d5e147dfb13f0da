import EaselCore

/// What one process has spent and has on its way, as a value.
struct SessionLedger: Sendable {
    /// Estimates of the generations that run; nil is unknown.
    private var reserved: [JobID: Double?] = [:]
    private(set) var settled = Spending()

    /// What is spent, running generations among it.
    var spending: Spending { reserved.values.reduce(into: settled) { $0.add($1) } }

    /// Sets so much aside, in place of what was set aside for the same generation.
    mutating func reserve(_ cost: Double?, for id: JobID) { reserved.updateValue(cost, forKey: id) }

    /// The generation has ended with that cost, nil when it is unknown.
    mutating func settle(_ id: JobID, _ cost: Double?) {
        if reserved.removeValue(forKey: id) != nil { settled.add(cost) }
    }

    /// The generation was not sent, or is not charged for.
    mutating func release(_ id: JobID) { reserved.removeValue(forKey: id) }
}
