import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// The work of the screens of jobs and providers.
extension EffectRunner {
    func perform(_ effect: WatchEffect, _ context: Context) async {
        switch effect {
        case .followFigures: await followFigures(context)
        case .loadStatistics(let isSandbox): await loadStatistics(isSandbox, context)
        case .loadLatencies(let provider, let isSandbox):
            await report(context) { .providers(.latenciesLoaded(provider, try await latencies(provider, isSandbox))) }
        case .setEnabled(let provider, let isOn): await setEnabled(provider, isOn, context)
        case .keepPriority(let modality, let order):
            await keep(context) { () throws(EaselError) in try await outside.controls.keepPriority(modality, order) }
        case .keepFallback(let modality, let targets):
            await keep(context) { () throws(EaselError) in try await outside.controls.keepFallback(modality, targets) }
        case .loadCatalog: context.send(.providers(.catalogLoaded(await knownCards())))
        case .refreshCatalog(let queries): await refresh(queries, context)
        case .askAccount(let provider): await askAccount(provider, context)
        case .forgetTraffic(let provider):
            do throws(EaselError) { try await outside.runner.forgetTraffic(provider) } catch {
                context.send(.failed(error))
            }
        case .findLost(let record): await findLost(record, context)
        case .takeUp(let record):
            await report(context) {
                .jobs(.takeUpEnded(record.id, isFollowed: try await outside.runner.resume(record)))
            }
        case .notify(let title, let body, let onDesktop):
            context.bell()
            if onDesktop { context.notify(title: title, body: body) }
        }
    }

    /// What is unfinished, and the newest of unknown fate, which a person may want to send again.
    func unfinished() async throws(EaselError) -> [UnfinishedJob] {
        var jobs: [UnfinishedJob] = []
        for record in try await outside.history.unfinished() {
            jobs.append(UnfinishedJob(record: record, isFollowed: try await outside.runner.isFollowed(record.id)))
        }
        let failed = try await outside.history.page(HistoryQuery(status: .failed, limit: 100)).records
        return jobs + failed.filter(\.isOfUnknownFate).map { UnfinishedJob(record: $0, isFollowed: false) }
    }

    /// The sums beside today's.
    func loadMoreSpending(_ context: Context) async {
        await report(context) {
            .providers(
                .spendLoaded(
                    month: try await outside.history.spending(since: startOfMonth),
                    session: outside.runner.sessionSpending))
        }
    }

    private func followFigures(_ context: Context) async {
        for await figures in outside.controls.figureChanges() {
            context.send(.providers(.figuresReported(figures)))
            guard (try? await Task.sleep(for: .milliseconds(250))) != nil else { return }
        }
    }

    private func loadStatistics(_ isSandbox: Bool, _ context: Context) async {
        guard let source = outside.controls.statistics else { return }
        await report(context) {
            let lines = { (since: Date) async throws(EaselError) -> [Statistics] in
                try await source.statistics(
                    StatisticsQuery(
                        since: since, grouping: .provider, isSandbox: isSandbox, timeZone: outside.timeZone))
            }
            return .providers(
                .statisticsLoaded(
                    ProviderHistory(
                        month: try await lines(outside.now().addingTimeInterval(-30 * 86_400)),
                        spentToday: try await lines(startOfDay), spentMonth: try await lines(startOfMonth))))
        }
    }

    private func latencies(_ provider: ProviderID, _ isSandbox: Bool) async throws(EaselError) -> [Int] {
        let query = HistoryQuery(provider: provider, status: .succeeded, limit: LaneFigures.recentLimit)
        return try await outside.history.page(query).records.filter { $0.isSandbox == isSandbox }
            .compactMap(\.timing.totalMilliseconds).reversed()
    }

    private func setEnabled(_ provider: ProviderID, _ isOn: Bool, _ context: Context) async {
        do throws(EaselError) {
            try await outside.controls.keepEnabled(provider, isOn)
            try outside.registry.setEnabled(provider, isOn)
            context.send(.providers(.switched(provider, isOn, outside.registry.entries.map(ProviderRow.init))))
        } catch {
            context.send(.failed(error))
        }
    }

    private func keep(_ context: Context, _ work: () async throws(EaselError) -> Void) async {
        do throws(EaselError) { try await work() } catch { context.send(.providers(.notKept(error))) }
    }

    private func knownCards() async -> [ModelCard] {
        var cards: [ModelCard] = []
        for entry in outside.registry.entries {
            for modality in entry.modalities {
                cards += await outside.runner.catalog.cards(entry.descriptor.id, modality)
            }
        }
        return cards
    }

    private func refresh(_ queries: [CardQuery], _ context: Context) async {
        for query in queries {
            do throws(EaselError) {
                if let keepListing = outside.controls.keepListing {
                    try await keepListing(query.provider, query.modality)
                } else {
                    _ = try await outside.runner.catalog.refresh(query.provider, query.modality)
                }
                let cards = await outside.runner.catalog.cards(query.provider, query.modality)
                context.send(.providers(.listed(query, cards)))
            } catch {
                context.send(.providers(.notListed(query, error)))
            }
            if Task.isCancelled { return }
        }
    }

    private func askAccount(_ provider: ProviderID, _ context: Context) async {
        do throws(EaselError) {
            guard let account = try outside.registry.provider(provider).account else {
                throw EaselError(
                    .unsupported, "\(provider) tells nothing of its accounts.", remedy: "Look at its web page.",
                    provider: provider)
            }
            context.send(.providers(.accountTold(provider, .told(try await account.account(), at: outside.now()))))
        } catch {
            context.send(.providers(.accountTold(provider, .failed(error))))
        }
    }

    private func findLost(_ record: GenerationRecord, _ context: Context) async {
        do throws(EaselError) {
            let provider = try outside.registry.provider(record.provider)
            guard provider.finder != nil else {
                throw EaselError(
                    .unsupported, "\(provider.descriptor.name) keeps no list of jobs.", provider: provider.id)
            }
            if try await outside.runner.resume(record) {
                context.send(.jobs(.takeUpEnded(record.id, isFollowed: true)))
            } else {
                context.send(.jobs(.notFound(record, nil)))
            }
        } catch {
            context.send(.jobs(.notFound(record, error)))
        }
    }

    private var startOfMonth: Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = outside.timeZone
        return calendar.dateInterval(of: .month, for: outside.now())?.start ?? startOfDay
    }
}
