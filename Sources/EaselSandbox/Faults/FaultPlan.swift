/// The faults in force, with how often each has struck.
actor FaultPlan {
    private struct Entry {
        let fault: SandboxFault
        var seen = 0
        var struck = 0
    }

    /// What a request has coming.
    struct Verdict: Sendable {
        var latency: Duration = .zero
        var lateness: Duration = .zero
        var decisive: FaultKind?
        var hold: FaultKind.HeldState?
    }

    private var entries: [Entry]

    init(_ faults: [SandboxFault]) {
        entries = faults.map { Entry(fault: $0) }
    }

    func replace(with faults: [SandboxFault]) {
        entries = faults.map { Entry(fault: $0) }
    }

    /// Every fault with the number of times it has struck.
    func report() -> [(fault: String, struck: Int)] {
        entries.map { ($0.fault.description, $0.struck) }
    }

    /// Counts the request against every fault that concerns it. Latencies add up; the first decisive fault wins
    /// and later ones are not used up.
    func verdict(service: String, method: String, target: String) -> Verdict {
        var verdict = Verdict()
        for index in entries.indices {
            let fault = entries[index].fault
            guard fault.concerns(service: service, method: method, target: target) else { continue }
            if fault.kind.isDecisive, verdict.decisive != nil { continue }
            entries[index].seen += 1
            guard entries[index].seen > fault.skipping else { continue }
            if let times = fault.times, entries[index].struck >= times { continue }
            entries[index].struck += 1
            switch fault.kind {
            case .latency(let delay): verdict.latency += delay
            case .lateness(let delay): verdict.lateness += delay
            case .hold(let state): verdict.hold = state
            default: verdict.decisive = fault.kind
            }
        }
        return verdict
    }
}
