import EaselCore
import EaselEngine
import TerminalUI

/// The work of the screen of the history.
extension EffectRunner {
    func perform(_ effect: HistoryEffect, _ context: Context) async {
        switch effect {
        case .list(let request, let serial):
            await answer(serial, context) { desk throws(EaselError) in
                .listed(try await desk.curation.list(request), serial: serial)
            }
        case .jump(let request, let fraction, let serial):
            await answer(serial, context) { desk throws(EaselError) in
                var request = request
                request.after = try await desk.curation.cursor(at: fraction, of: request)
                return .landed(try await desk.curation.list(request), fraction: fraction, serial: serial)
            }
        case .land(let request, let serial):
            await answer(serial, context) { desk throws(EaselError) in
                let page = try await desk.curation.list(request)
                guard let first = page.entries.first else { return .landed(page, fraction: 1, serial: serial) }
                let fraction = try await desk.curation.fraction(of: first.id)
                return .landed(page, fraction: request.sort == .oldest ? 1 - fraction : fraction, serial: serial)
            }
        case .count(let filter, let serial):
            await report(context) { .history(.counted(try await desk().curation.count(filter), serial: serial)) }
        case .followOthers(let isOn): await followOthers(isOn, context)
        case .loadDetail(let id, let verifying):
            do throws(EaselError) {
                context.send(.history(.detailLoaded(try await desk().detail(id, verifying: verifying))))
            } catch {
                context.send(.history(.detailRefused(id, error)))
            }
        case .undo(let undoable):
            do throws(EaselError) {
                try await desk().undo(undoable.undo)
                context.send(.history(.undone(undoable)))
            } catch {
                context.send(.history(.undoRefused(undoable, error)))
            }
        case .refetch(let ids): for id in ids { await refetch(id, context) }
        default: await report(context) { try await message(for: effect) }
        }
    }

    /// Once a second is soon enough for somebody who looks, and costs nothing that can be measured.
    private func followOthers(_ isOn: Bool, _ context: Context) async {
        let turn = others.begin()
        guard isOn, let curation = outside.desk?.curation else { return }
        while others.turn == turn, !Task.isCancelled {
            if let version = try? await curation.versionOfOthers(), others.hasChanged(to: version) {
                context.send(.history(.othersWrote))
            }
            guard (try? await Task.sleep(for: .seconds(1), tolerance: .milliseconds(200))) != nil else { return }
        }
    }

    private func message(for effect: HistoryEffect) async throws(EaselError) -> App.Message {
        let desk = try desk()
        switch effect {
        case .saveFilter(let filter):
            try await desk.curation.save(filter)
            return .told("Saved as \(filter.name): f shows it.")
        case .forgetFilter(let name):
            try await desk.curation.removeFilter(named: name)
            return .told("Forgot the filter \(name).")
        case .loadExchanges(let record):
            return .history(.exchangesLoaded(record, try await desk.exchanges(of: record.id)))
        case .change(let ids, let change): return .history(.changed(try await desk.change(ids, change)))
        case .purge(let ids, let deletesFiles):
            let report = try await desk.purge(ids, deletesFiles: deletesFiles)
            return .history(
                .purged(
                    HistoryPurged(
                        ids: report.purged, unfinished: report.unfinished.count,
                        deletedFiles: report.deletedFiles.count, keptFiles: report.keptFiles.count,
                        problem: report.problems.first)))
        case .export(let order):
            guard let export = outside.exportHistory else {
                throw EaselError(
                    .unsupported, "Nothing can be exported here.", remedy: "`easel history export` writes it.")
            }
            return .history(.exported(try await export(order), path: order.path))
        default:
            return .history(.filtersLoaded(try await desk.curation.facets(), try await desk.curation.savedFilters()))
        }
    }

    private func refetch(_ id: JobID, _ context: Context) async {
        await report(context) {
            let desk = try desk()
            let files = try await desk.refetch(id).count
            return .history(.refetched(try await desk.entry(id), files: files))
        }
    }

    /// Does something for the list: a failure ends the question.
    private func answer(
        _ serial: Int, _ context: Context, _ work: (HistoryDesk) async throws(EaselError) -> HistoryScreen.Message
    ) async {
        do throws(EaselError) {
            context.send(.history(try await work(try desk())))
        } catch {
            context.send(.history(.refused(error, serial: serial)))
        }
    }

    private func desk() throws(EaselError) -> HistoryDesk {
        guard let desk = outside.desk else {
            throw EaselError(.configuration, "There is no history here.", remedy: "`easel doctor` shows why.")
        }
        return desk
    }
}

/// What is known of the writes of other processes, and who asks for them at the moment.
@MainActor
final class OthersWatch {
    private(set) var turn = 0
    private var version: Int?

    /// Ends what was begun before.
    func begin() -> Int {
        turn += 1
        return turn
    }

    /// Whether they have written since the version was last told.
    func hasChanged(to new: Int) -> Bool {
        defer { version = new }
        return version.map { $0 != new } ?? false
    }
}
