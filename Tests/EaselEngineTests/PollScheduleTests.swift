import EaselCore
import EaselEngine
import Testing

@Suite struct PollScheduleTests {
    @Test(arguments: [(Modality.image, Duration.seconds(2)), (.video, .seconds(5))])
    func `it asks soon at first and then less often, up to a bound`(modality: Modality, slowest: Duration) {
        var schedule = PollSchedule(for: modality)
        let waits = (0..<30).map { _ in schedule.afterAnswer() }
        #expect(waits.first == .milliseconds(500))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(waits.last == slowest)
    }

    @Test func `failures wait longer each time, spread by chance, up to half a minute`() {
        let error = EaselError(.unavailable, "Down.")
        var (early, late) = (PollSchedule(for: .image), PollSchedule(for: .image))
        let shortest = (0..<25).compactMap { _ in early.afterFailure(error, random: 0) }
        let longest = (0..<25).compactMap { _ in late.afterFailure(error, random: 0.999) }
        #expect(shortest.allSatisfy { $0 == .milliseconds(250) })
        #expect(longest.count == 25 && zip(longest, longest.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(longest.allSatisfy { $0 <= .seconds(31) } && longest.last.map { $0 > .seconds(29) } == true)
        #expect(late.afterFailure(error, random: 0.5) == nil, "it gives up in the end")
    }

    @Test func `an answer makes it patient again`() {
        var schedule = PollSchedule(for: .image)
        let error = EaselError(.timeout, "Slow.")
        for _ in 0..<25 { _ = schedule.afterFailure(error, random: 0) }
        _ = schedule.afterAnswer()
        #expect(schedule.afterFailure(error, random: 0) != nil)
    }

    @Test(arguments: [
        (7.0, Duration.seconds(7)), (0, .milliseconds(500)), (-4, .milliseconds(500)), (1e9, .seconds(300)),
        (.nan, .milliseconds(500)), (.infinity, .seconds(300)),
    ])
    func `the provider's own delay wins within reason`(asked: Double, wait: Duration) {
        var schedule = PollSchedule(for: .image)
        let error = EaselError(.rateLimited, "Slow down.").with { $0.retryAfterSeconds = asked }
        #expect(schedule.afterFailure(error, random: 0.9) == wait)
    }

    @Test(arguments: EaselError.Kind.allCases)
    func `only failures that may pass, and answers without sense, are worth another try`(kind: EaselError.Kind) {
        var schedule = PollSchedule(for: .image)
        let isAsked = schedule.afterFailure(EaselError(kind, "No."), random: 0) != nil
        #expect(isAsked == (kind.isTransient || kind == .invalidResponse))
    }
}
