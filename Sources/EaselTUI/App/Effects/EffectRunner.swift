import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Turns effects into work and feeds messages back: the only place of the studio that touches the outside.
///
/// The program that calls it owns the task of each effect and cancels what still runs when the studio ends.
@MainActor
struct EffectRunner {
    let outside: StudioDependencies
    let sweeps = RunningSweep()
    let others = OthersWatch()
    private let previews: PreviewMaker

    init(outside: StudioDependencies) {
        self.outside = outside
        previews = PreviewMaker(outside: outside)
    }

    typealias Context = ProgramContext<App.Message>

    func perform(_ effect: Effect, _ context: Context) async {
        switch effect {
        case .followJobs: await followJobs(context)
        case .followTraffic: await followTraffic(context)
        case .resumeJobs: await report(context) { .resumed(try await outside.runner.resumeAll()) }
        case .start(let order): await start(order, context)
        case .cancel(let id): await cancel(id, context)
        case .refreshCards(let query): await refresh(query, context)
        case .history(let effect): await perform(effect, context)
        case .loadUnfinished: await report(context) { .jobs(.unfinishedLoaded(try await unfinished())) }
        case .loadPrompts: await report(context) { .studio(.promptsLoaded(try await prompts())) }
        case .loadSpend:
            await report(context) { .spendLoaded(try await outside.history.spending(since: startOfDay)) }
            await loadMoreSpending(context)
        case .loadCheckup(let isFirst):
            if let checkup = await outside.checkup?() { context.send(.checkupLoaded(checkup, isFirst: isFirst)) }
        case .restart:
            outside.restart?()
            context.quit()
        case .loadVoices(let provider, let model):
            await report(context) { .studio(.voicesLoaded(try await voices(of: provider, model))) }
        case .describe(let query, let model): await describe(query, model, context)
        case .presets(let work): await presets(work, context)
        case .loadSettings, .loadThemes, .changeSetting: await settings(effect, context)
        case .makePreview(let request): context.send(.previewReady(request, await previews.make(request)))
        case .listPaths(let prefix):
            context.send(.pathsListed(prefix: prefix, await FileListing.paths(beginningWith: prefix)))
        case .openFile(let path): await open(path, context)
        case .takeFrame(let step, let film):
            await report(context) {
                guard let frame = try await outside.takeLastFrame?(URL(fileURLWithPath: film)) else {
                    throw EaselError(.unsupported, "No frame can be taken out of a film here.")
                }
                return .frameTaken(step, frame.path)
            }
        case .loadConversation(let id):
            await report(context) {
                .studio(.turnsLoaded(try await outside.history.conversation(endingAt: id, limit: 200)))
            }
        case .play(let path, let isFilm): await play(path, isFilm: isFilm, context)
        case .stopPlaying: await outside.stopPlaying?()
        case .copy(let text):
            context.copyToClipboard(text)
            await outside.copyLocally?(text)
        case .editText(let text):
            await report(context) {
                let edited = try await outside.editText?(text)
                context.repaint()
                return .studio(.editorReturned(edited ?? text))
            }
        case .watch(let effect): await perform(effect, context)
        case .compare(let effect): await perform(effect, context)
        case .loadTemplates: context.send(.studio(.prompt(.templatesLoaded(await outside.loadTemplates()))))
        case .saveTemplate(let template):
            await report(context) { .studio(.prompt(.templateSaved(try await outside.saveTemplate(template).path))) }
        case .loadEarlierFiles:
            await report(context) { .studio(.prompt(.filesLoaded(try await earlierFiles()))) }
        case .checkDropped(let readings, let text):
            if let paths = await FileListing.firstOfFiles(readings) {
                context.send(.studio(.prompt(.dropped(paths, text: text))))
            }
        case .expireToast(let id):
            try? await Task.sleep(for: outside.noticeLifetime)
            context.send(.toastExpired(id))
        case .quit: context.quit()
        }
    }

    private func followJobs(_ context: Context) async {
        let now = outside.now
        let coalescer = TokenCoalescer { events in context.send(.jobEvents(events, at: now())) }
        await coalescer.run(outside.runner.events())
    }

    /// A few times a second is enough for somebody who looks.
    private func followTraffic(_ context: Context) async {
        await outside.runner.recallTraffic()
        for await _ in outside.runner.trafficChanges() {
            context.send(.trafficReported(await outside.runner.trafficReport()))
            guard (try? await Task.sleep(for: .milliseconds(250))) != nil else { return }
        }
    }

    private func start(_ order: GenerationOrder, _ context: Context) async {
        do {
            if let question = try await outside.runner.question(about: order) {
                return context.send(.budgetAsked(order, question))
            }
            try await outside.runner.start(order)
        } catch {
            context.send(.refused(order.id, error, at: outside.now()))
        }
    }

    private func cancel(_ id: JobID, _ context: Context) async {
        do {
            let record = try await outside.runner.cancel(id)
            context.send(.jobEvents([JobEvent(id: id, event: .finished(record))], at: outside.now()))
        } catch {
            context.send(.cancelFailed(id, error))
        }
    }

    private func refresh(_ query: CardQuery, _ context: Context) async {
        do {
            let cards = try await outside.runner.catalog.refresh(query.provider, query.modality)
            context.send(.studio(.cardsListed(query, cards)))
        } catch {
            context.send(.studio(.cardsRefused(query, error)))
        }
    }

    /// The newest prompts; recall needs no more.
    private func prompts() async throws(EaselError) -> [String] {
        try await outside.history.page(HistoryQuery(limit: 200)).records.map(\.draft.prompt)
    }

    /// Files of the newest results that are still there, newest first.
    private func earlierFiles() async throws(EaselError) -> [Asset] {
        let assets = try await outside.history.page(HistoryQuery(limit: 200)).records.flatMap(\.assets)
        let found = await FileListing.existing(assets.map(\.path))
        var seen: Set<String> = []
        return assets.filter { found[$0.path] == true && seen.insert($0.path).inserted }
    }

    /// Plays, and opens what no player here can play.
    ///
    /// - Parameter player: plays the file; false when nothing on this machine can. Nil plays it from its beginning.
    func play(
        _ path: String, isFilm: Bool, _ context: Context, with player: (@Sendable (URL) async throws -> Bool)? = nil
    ) async {
        let file = URL(fileURLWithPath: path)
        do {
            var isPlayed = false
            if let player {
                isPlayed = try await player(file)
            } else if let playFile = outside.playFile {
                isPlayed = try await playFile(file, isFilm)
            }
            if !isPlayed { await openInstead(file, context) }
        } catch {
            let cause = (error as? EaselError)?.message ?? "\(error)"
            let words = cause.hasSuffix(".") ? String(cause.dropLast()) : cause
            // The path may name who made it.
            context.send(
                .failed(EaselError(.unsupported, "It cannot be played: \(words).", remedy: "o opens the file.")))
        }
        context.send(.playEnded(path))
    }

    private func openInstead(_ file: URL, _ context: Context) async {
        do { try await outside.openFile(file) } catch {
            context.send(
                .failed(
                    EaselError(
                        .unsupported, "Nothing on this machine plays it.",
                        remedy: "apt install mpv plays sound and films.")))
        }
    }

    private func open(_ path: String, _ context: Context) async {
        do {
            try await outside.openFile(URL(fileURLWithPath: path))
        } catch {
            let cause = (error as? EaselError)?.message ?? "\(error)"
            context.send(.failed(EaselError(.storage, "Cannot open \(path): \(cause)", remedy: "y copies the path.")))
        }
    }

    private func voices(of id: ProviderID, _ model: ModelID) async throws(EaselError) -> [Voice] {
        guard let speech = try outside.registry.provider(id, for: .speech).services.speech else { return [] }
        return try await speech.voices(for: model)
    }

    /// No schema is no news: the model is sent what was chosen, as it is.
    private func describe(_ query: CardQuery, _ model: ModelID, _ context: Context) async {
        let models = (try? outside.registry.provider(query.provider, for: query.modality))?.models
        guard let card = (try? await models?.described(model, query.modality)) ?? nil else { return }
        context.send(.studio(.cardDescribed(query, card)))
    }

    private func presets(_ work: PresetWork, _ context: Context) async {
        guard let shelf = outside.presets else { return }
        await report(context) {
            switch work {
            case .list(let forgets):
                let (presets, problems) = try await shelf.all()
                return .studio(.preset(.listed(presets, problems: problems, forgets: forgets)))
            case .save(let preset):
                try await shelf.save(preset)
                return .told("Kept as \(preset.name).")
            case .delete(let preset):
                try await shelf.delete(preset)
                return .told("Forgot \(preset.name).")
            }
        }
    }

    private func settings(_ effect: Effect, _ context: Context) async {
        guard let settings = outside.settings else { return }
        do throws(EaselError) {
            switch effect {
            case .loadThemes:
                let found = await settings.themes()
                context.send(.settings(.themesLoaded(found.themes, problems: found.problems)))
            case .changeSetting(let path, let change):
                context.send(.settings(.changed(path, try await settings.change(path, change))))
            default: context.send(.settings(.loaded(try await settings.load())))
            }
        } catch {
            context.send(.settings(.refused(error)))
        }
    }

    /// Does something that either gives a message or fails with words for the user.
    func report(_ context: Context, _ work: () async throws -> App.Message) async {
        do {
            context.send(try await work())
        } catch {
            context.send(.failed(error as? EaselError ?? EaselError(.storage, "\(error)")))
        }
    }

    var startOfDay: Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = outside.timeZone
        return calendar.startOfDay(for: outside.now())
    }
}
