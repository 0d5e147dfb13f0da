import EaselConfig
import EaselCore
import EaselEngine
import EaselHistory
import EaselMedia
import Foundation

extension EaselSetup {
    /// Looks at everything that Easel depends on. With `live`, the providers that are ready are called: what they list and
    /// say is compared with what Easel believes. That costs a few tokens each.
    public func diagnose(live: Bool = false) async -> DoctorReport {
        var report = DoctorReport(sections: [
            .init(
                title: "Files",
                findings: [profileFinding, configFinding, historyFinding, await mediaFinding()].compactMap { $0 }),
            .init(title: "Providers", findings: registry.entries.map(finding)),
            .init(title: "Terminal", findings: [terminalFinding]),
        ])
        guard live else { return report }
        for entry in registry.entries {
            guard let provider = entry.provider else { continue }
            guard provider.descriptor.credential.isRequired || LoopbackPorts.answer(entry.descriptor) else { continue }
            report.sections.append(await LiveDiagnosis(provider: provider, cards: entry.curated).run())
        }
        return report
    }

    private var profileFinding: DoctorReport.Finding? {
        paths.profile.map {
            .init(subject: "profile", state: .good, detail: "\($0): its own history, media, configuration and keys")
        }
    }

    private var configFinding: DoctorReport.Finding {
        let file = paths.configFile.path
        let exists = FileManager.default.fileExists(atPath: file)
        guard let first = notices.dropFirst(tape.notices.count).first else {
            return .init(
                subject: "configuration", state: exists ? .good : .note,
                detail: exists ? file : "\(file) (not there, not needed)")
        }
        return .init(subject: "configuration", state: .note, detail: first, fix: "edit \(file)")
    }

    private var historyFinding: DoctorReport.Finding {
        do throws(EaselError) {
            _ = try GRDBHistoryStore.open(at: paths.historyFile)
            if case .network(let name) = FileSystemKind.of(paths.historyFile.path) {
                return .init(
                    subject: "history", state: .note,
                    detail:
                        "\(paths.historyFile.path), on a network file system (\(name)): one Easel at a time can use it",
                    fix: "export EASEL_HOME=… (a local folder) to use several at once")
            }
            return .init(subject: "history", state: .good, detail: paths.historyFile.path)
        } catch {
            return .init(subject: "history", state: .bad, detail: error.message, fix: error.remedy)
        }
    }

    private func mediaFinding() async -> DoctorReport.Finding {
        let folder = settings.output
        do throws(EaselError) {
            try await DiskMediaStore(root: folder.value).prepare(nil)
            return .init(subject: "media", state: .good, detail: "\(folder.value.path) (\(folder.origin))")
        } catch {
            return .init(subject: "media", state: .bad, detail: error.message, fix: error.remedy)
        }
    }

    private func finding(_ entry: ProviderEntry) -> DoctorReport.Finding {
        let subject = entry.descriptor.id.rawValue
        let makes = entry.modalities.map(\.rawValue).joined(separator: ", ")
        switch entry.state {
        case .ready where isReplay: return .init(subject: subject, state: .note, detail: "in the recording: \(makes)")
        case .ready(let provider) where provider.isSandbox:
            return .init(
                subject: subject, state: .note, detail: "on the sandbox: \(makes)",
                fix: entry.descriptor.credential.isRequired ? entry.descriptor.credential.exportLine : nil)
        case .ready where !entry.descriptor.credential.isRequired: return localFinding(entry, makes)
        case .ready: return .init(subject: subject, state: .good, detail: "has a key: \(makes)")
        case .missingCredential(let error):
            return .init(subject: subject, state: .note, detail: error.message, fix: error.remedy)
        case .disabled(let error):
            return .init(subject: subject, state: .note, detail: error.message, fix: error.remedy)
        case .broken(let error): return .init(subject: subject, state: .bad, detail: error.message, fix: error.remedy)
        }
    }

    private func localFinding(_ entry: ProviderEntry, _ makes: String) -> DoctorReport.Finding {
        let subject = entry.descriptor.id.rawValue
        if LoopbackPorts.answer(entry.descriptor) {
            return .init(subject: subject, state: .good, detail: "a server answers on this machine: \(makes)")
        }
        let variable = entry.descriptor.endpoints.first?.variable ?? ""
        return .init(
            subject: subject, state: .note, detail: "no server on the usual ports of this machine",
            fix: "start Ollama or llama.cpp, or `export \(variable)=http://HOST:PORT/v1`")
    }

    private var terminalFinding: DoctorReport.Finding {
        let name = environment["TERM"] ?? ""
        if name.isEmpty || name == "dumb" {
            return .init(
                subject: "TERM", state: .note, detail: "\"\(name)\" cannot show the studio; the command line works",
                fix: "export TERM=xterm-256color")
        }
        let colour = environment["COLORTERM"].map { ", COLORTERM=\($0)" } ?? ""
        return .init(subject: "TERM", state: .good, detail: name + colour)
    }
}
