import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import EaselTUI
import Foundation
import TerminalUI

/// Shows the settings to the studio, and keeps what is changed there.
struct StudioSettingsDesk {
    private let keeper: SettingsKeeper
    private let themes: StudioThemes

    init(_ setup: EaselSetup) {
        keeper = SettingsKeeper(setup)
        themes = StudioThemes(setup)
    }

    var settings: StudioSettings {
        StudioSettings(
            load: { () throws(EaselError) in try content(try keeper.read()) },
            change: { path, change throws(EaselError) in try content(try await keep(path, change)) },
            themes: { await themes.all() })
    }

    private func keep(_ path: [String], _ change: StudioSettings.Change) async throws(EaselError) -> EaselSetup {
        let text: String? = if case .text(let text) = change { text } else { nil }
        if path.count == 3, path[0] == "keys" {
            let keys: [String]? = if case .texts(let keys) = change { keys } else { text.map { [$0] } }
            return try await keeper.setKeys(path[1], path[2], to: keys)
        }
        if path.count == 3, path[0] == "providers", path[2] == "key", let text {
            return try await keeper.setCredential(ProviderID(rawValue: path[1]), to: text)
        }
        guard let description = SettingDescription.all.first(where: { $0.key.parts == path }) else {
            throw EaselError(
                .configuration, "\(path.joined(separator: ".")) cannot be changed here.", remedy: "Edit config.toml.")
        }
        if path == ["general", "theme"], let text, !themes.loader.names().contains(text) {
            throw EaselError(
                .configuration, "There is no theme called \(text).", remedy: "Put it into \(themes.folder.path).")
        }
        return try await keeper.set(description, to: text)
    }

    private func content(_ setup: EaselSetup) throws(EaselError) -> StudioSettings.Content {
        let keys = KeyConfiguration.read(setup.settings.file.keys)
        var fallbacks: [Modality: FallbackPlan] = [:]
        for modality in Modality.allCases { fallbacks[modality] = setup.fallback(for: modality) }
        return StudioSettings.Content(
            lines: lines(setup), theme: try themes.chosen(setup.settings), keys: keys.keys, fallbacks: fallbacks,
            problems: setup.settings.warnings.map(\.description) + keys.problems)
    }

    /// What can be changed in the order of its descriptions, then what is only shown.
    private func lines(_ setup: EaselSetup) -> [SettingLine] {
        let reports = setup.settingReports()
        let byKey = Dictionary(reports.map { ($0.key, $0) }) { first, _ in first }
        let described = SettingDescription.all.map { description in
            let report = byKey[description.key.description]
            return SettingLine(
                path: description.key.parts, section: description.section, title: description.title,
                value: report?.value ?? "", origin: report?.origin ?? "default",
                isOwn: setup.settings.file.studioKeys.contains(description.key.description),
                kind: description.kind.line, summary: description.summary, isLive: description.isLive)
        }
        let known = Set(SettingDescription.all.map(\.key.description))
        let others = reports.filter { !known.contains($0.key) && !$0.key.hasPrefix("keys.") }.map { report in
            SettingLine(
                path: report.key.split(separator: ".").map(String.init), section: "In the file and the environment",
                title: report.key, value: report.value, origin: report.origin)
        }
        return described + others
    }
}

extension SettingDescription.Kind {
    fileprivate var line: SettingLine.Kind {
        switch self {
        case .choice(let words): .choice(words)
        case .flag: .flag
        case .text: .text
        case .number(let unit): .number(unit: unit)
        case .list: .list
        }
    }
}

extension Checkup {
    /// What `easel doctor` found, for the studio.
    init(_ report: DoctorReport) {
        self.init(
            sections: report.sections.map { section in
                Section(
                    title: section.title,
                    findings: section.findings.map { finding in
                        Finding(
                            subject: finding.subject, state: State(finding.state), detail: finding.detail,
                            fix: finding.fix)
                    })
            })
    }
}

extension Checkup.State {
    init(_ state: DoctorReport.State) {
        switch state {
        case .good: self = .good
        case .note, .differs: self = .note
        case .bad: self = .bad
        }
    }
}
