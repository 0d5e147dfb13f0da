import EaselCore
import EaselEngine
import Foundation
import TerminalUI

@testable import EaselTUI

/// What the screens of jobs and providers show when much goes on.
enum WatchScenes {
    /// Jobs in every state: running with a log, in a queue, held, retried, failed, cancelled, of unknown fate, of others.
    static func jobs(
        _ size: Size = Size(width: 80, height: 24), unicode: Bool = true, depth: ColorDepth = .trueColor
    ) -> App.State {
        var state = Scene.state(size, unicode: unicode, depth: depth)
        state.session.spentSession = Spending(knownUSD: 0.12, unknownCount: 1)
        for (index, event) in [working, queued, held, retrying, switched].enumerated() {
            var record = Scene.record(
                990 + index, .video, prompt: "Waves at dawn, number \(index + 1)", status: .submitted)
            record.remoteJob = index < 2 ? remoteJob("job-\(index + 1)") : nil
            take(.opened(record), record.id, &state)
            for event in event(record) { take(event, record.id, &state) }
        }
        var failed = Scene.record(980, status: .failed)
        failed.attempts = [
            Attempt(
                provider: "fal", model: "fal-ai/flux/dev", status: .failed, errorKind: .unavailable, milliseconds: 812)
        ]
        var cancelled = Scene.record(979, .video, status: .cancelled)
        cancelled.cancelReply = .requested
        for record in [failed, cancelled, unknown(978), Scene.record(977)] {
            take(.finished(record), record.id, &state)
        }
        state.session.toasts = []
        state.press("f5")
        _ = App.update(&state, .jobs(.unfinishedLoaded(others)))
        return state
    }

    /// Jobs that this process does not follow.
    static var others: [UnfinishedJob] {
        var elsewhere = Scene.record(985, .video, prompt: "In another window", status: .accepted)
        elsewhere.remoteJob = remoteJob("job-30")
        elsewhere.progress = JobProgress(fraction: 0.6, logLine: "Frame 60 of 100", at: Scene.now)
        var left = Scene.record(984, .video, prompt: "Left behind", status: .accepted)
        left.remoteJob = remoteJob("job-29")
        return [
            UnfinishedJob(record: elsewhere, isFollowed: true), UnfinishedJob(record: left, isFollowed: false),
            UnfinishedJob(record: unknown(970), isFollowed: false),
        ]
    }

    /// A request whose answer was never heard.
    static func unknown(_ number: Int) -> GenerationRecord {
        var record = Scene.record(number, .video, prompt: "Who knows", status: .failed)
        record.assets = []
        record.error = EaselError(
            .timeout, "The connection broke before the answer came.", remedy: "`easel jobs resend` sends it again.",
            provider: "fal"
        ).with { $0.mayHaveBeenAccepted = true }
        return record
    }

    /// Providers in every state: working, limited, with an open circuit, without a key, switched off.
    static func providers(
        _ size: Size = Size(width: 80, height: 24), unicode: Bool = true, depth: ColorDepth = .trueColor
    ) -> App.State {
        var state = Scene.state(size, unicode: unicode, depth: depth)
        state.providers.keyOrigins = [
            "openrouter": "OPENROUTER_API_KEY in the environment", "fal": "FAL_KEY in the environment",
        ]
        state.session.spentSession = Spending(knownUSD: 0.12)
        state.session.spentMonth = Spending(knownUSD: 1.5)
        state.session.note(
            Takeover(
                ModelReference(provider: "fal", model: "fal-ai/flux/dev"), to: ModelReference(provider: "replicate"),
                EaselError(.unavailable, "It is down."), at: Scene.now.addingTimeInterval(-60)))
        state.session.fallbacks[.image] = FallbackPlan(targets: [
            ModelReference(provider: "replicate"), ModelReference(provider: "fal", model: "fal-ai/flux/schnell"),
        ])
        state.press("f6")
        for message in reports { _ = App.update(&state, message) }
        state.session.toasts = []
        return state
    }

    private static var reports: [App.Message] {
        [
            .trafficReported(traffic), .providers(.figuresReported(figures)), .providers(.statisticsLoaded(history)),
            .providers(.catalogLoaded(catalog)),
            .providers(.latenciesLoaded("openrouter", [800, 900, 700, 1200, 2400, 600, 650])),
            .providers(
                .accountTold(
                    "openrouter",
                    .told(
                        AccountStatus(label: "studio key").with {
                            $0.creditRemainingUSD = 12.5
                            $0.limitUSD = 20
                        }, at: Scene.now))),
        ]
    }

    static var catalog: [ModelCard] {
        let old = ModelCard(
            provider: "openrouter", model: "openai/gpt-3.5-turbo", modality: .text, name: "GPT-3.5 Turbo"
        ).with {
            $0.retirement = Retirement(date: "2026-12-01", successor: "openai/gpt-4o-mini")
            $0.limits.contextTokens = 16_385
            $0.price = Price([.inputMegatoken: 0.5, .outputMegatoken: 1.5])
        }
        let many = (1...60).map {
            ModelCard(
                provider: "openrouter", model: ModelID(rawValue: "lab/model-\($0)"), modality: .text,
                name: "Lab Model \($0)", origin: .listed
            ).with { $0.limits.contextTokens = 128_000 }
        }
        return Scene.providers.flatMap(\.cards) + [old] + many
    }

    private static var traffic: TrafficReport {
        var account = MeterReport(TrafficKey(provider: "openrouter", account: "", name: ""))
        account.limits = RateLimits(requestsPerMinute: 20)
        account.requests = RateObservation.Reading(
            limit: 20, remaining: 3, resetsAt: Scene.now.addingTimeInterval(42))
        account.sentLastMinute = 17
        var fal = MeterReport(TrafficKey(provider: "fal", account: "", name: ""))
        fal.limits = RateLimits(concurrent: 2)
        fal.running = 2
        fal.pausedUntil = Scene.now.addingTimeInterval(8)
        let lanes = [
            LaneReport(
                lane: Lane(provider: "openrouter", modality: .text), waiting: 0, running: 1, brokenUntil: nil,
                isProbing: false, opensAt: nil),
            LaneReport(
                lane: Lane(provider: "fal", modality: .image), waiting: 2, running: 2, brokenUntil: nil,
                isProbing: false, opensAt: Scene.now.addingTimeInterval(8)),
            LaneReport(
                lane: Lane(provider: "fal", modality: .video), waiting: 0, running: 0,
                brokenUntil: Scene.now.addingTimeInterval(30), isProbing: false, opensAt: nil),
            LaneReport(
                lane: Lane(provider: "local", modality: .text), waiting: 0, running: 1, brokenUntil: nil,
                isProbing: true, opensAt: nil),
        ]
        return TrafficReport(lanes: lanes, meters: [account, fal])
    }

    private static var figures: [LaneFigures] {
        var text = LaneFigures(provider: "openrouter", modality: .text, isSandbox: false)
        text.recent = [900, 1100, 800, 2600, 1000, 950, 4000, 1200]
        (text.succeeded, text.retries) = (8, 1)
        var image = LaneFigures(provider: "fal", modality: .image, isSandbox: false)
        image.recent = [4200, 3900, 4100]
        (image.succeeded, image.failed, image.fallbacks) = (3, 2, 1)
        image.errors = [.unavailable: 1, .rateLimited: 1]
        image.statuses = [429: 2, 503: 1]
        return [text, image]
    }

    private static var history: ProviderHistory {
        var openRouter = Statistics(group: "openrouter")
        (openRouter.requests, openRouter.succeeded, openRouter.failed) = (240, 231, 9)
        openRouter.total = Percentiles(p50: 1200, p95: 4100, p99: 9800)
        openRouter.tokensPerSecond = 74
        openRouter.errors = [.rateLimited: 6, .timeout: 3]
        (openRouter.retries, openRouter.fallbacks) = (14, 2)
        var fal = Statistics(group: "fal")
        (fal.requests, fal.succeeded, fal.failed) = (40, 31, 9)
        fal.total = Percentiles(p50: 4200, p95: 12_000, p99: 31_000)
        var today = Statistics(group: "openrouter")
        today.spending = Spending(knownUSD: 0.04)
        var month = Statistics(group: "openrouter")
        month.spending = Spending(knownUSD: 1.2, unknownCount: 1)
        return ProviderHistory(month: [openRouter, fal], spentToday: [today], spentMonth: [month])
    }

    private static func take(_ event: GenerationEvent, _ id: JobID, _ state: inout App.State) {
        _ = App.update(&state, .jobEvents([JobEvent(id: id, event: event)], at: Scene.now))
    }

    private static func remoteJob(_ id: String) -> RemoteJob {
        var job = RemoteJob(
            provider: "fal", modality: .video, model: "fal-ai/kling", id: id, acceptedAt: Scene.now)
        job.resultsKeptUntil = Scene.now.addingTimeInterval(1700)
        return job
    }

    private static func working(_ record: GenerationRecord) -> [GenerationEvent] {
        [
            .accepted(remoteJob("job-1")),
            .progress(
                0.4,
                newLines: (1...30).map {
                    LogLine(timestamp: "\($0)", message: "Step \($0) of 75")
                }),
        ]
    }

    private static func queued(_ record: GenerationRecord) -> [GenerationEvent] { [.queued(position: 4)] }

    private static func held(_ record: GenerationRecord) -> [GenerationEvent] {
        [.waiting(until: Scene.now.addingTimeInterval(8))]
    }

    private static func retrying(_ record: GenerationRecord) -> [GenerationEvent] {
        [.retrying(because: EaselError(.unavailable, "503 from the queue."), at: Scene.now.addingTimeInterval(4))]
    }

    private static func switched(_ record: GenerationRecord) -> [GenerationEvent] {
        var moved = record
        moved.provider = "replicate"
        moved.model = "kling/v2"
        moved.attempts = [
            Attempt(provider: "fal", model: "fal-ai/kling", status: .failed, errorKind: .timeout, milliseconds: 30_000)
        ]
        return [.switched(moved, because: EaselError(.timeout, "No answer in 30 s."))]
    }
}
