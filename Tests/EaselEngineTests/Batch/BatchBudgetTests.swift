import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

@Suite struct BatchBudgetTests {
    @Test func `what runs counts by its estimate and what ended by its cost`() throws {
        let cap = BatchBudget(limit: 1)
        let (first, second) = (JobID.new(), JobID.new())
        try cap.reserve(0.6, for: first)
        #expect(throws: EaselError.self) { try cap.reserve(0.6, for: second) }
        cap.settle(0.1, for: first)
        try cap.reserve(0.6, for: second)
        #expect(cap.spent == 0.1)
    }

    @Test func `an unknown estimate counts as much as the others did`() throws {
        let cap = BatchBudget(limit: 1)
        let id = JobID.new()
        try cap.reserve(nil, for: id)
        cap.settle(0.7, for: id)
        #expect(throws: EaselError.self) { try cap.reserve(nil, for: .new()) }
    }

    @Test func `an unknown cost is told as unknown`() throws {
        let cap = BatchBudget(limit: nil)
        let id = JobID.new()
        try cap.reserve(0.5, for: id)
        cap.settle(nil, for: id)
        #expect(cap.spent == 0 && cap.unknown == 1)
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `costs within their estimates never pass the cap`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let cap = BatchBudget(limit: 10)
        var open: [(id: JobID, estimate: Double)] = []
        for _ in 0..<5_000 {
            if Bool.random(using: &generator) {
                let estimate = Double.random(in: 0...2, using: &generator)
                let id = JobID.new()
                if (try? cap.reserve(estimate, for: id)) != nil { open.append((id, estimate)) }
            } else if let index = open.indices.randomElement(using: &generator) {
                let job = open.remove(at: index)
                cap.settle(Double.random(in: 0...job.estimate, using: &generator), for: job.id)
            }
            #expect(cap.spent + open.reduce(0) { $0 + $1.estimate } <= 10.000001, "seed \(seed)")
        }
    }
}
