import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import EaselTUI
import EaselTelemetry

extension StudioControls {
    /// On live implementations.
    init(_ runtime: EaselRuntime) {
        self.init()
        let setup = runtime.setup
        figureChanges = { runtime.figureChanges() }
        statistics = runtime.statistics
        keyOrigins = setup.keyOrigins
        priorities = setup.settings.file.priorities
        keepEnabled = { (provider, isOn) throws(EaselError) in try await setup.keepEnabled(provider, isOn) }
        keepPriority = { (modality, order) throws(EaselError) in try await setup.keepPriority(modality, order) }
        keepFallback = { (modality, targets) throws(EaselError) in try await setup.keepFallback(modality, targets) }
        keepListing = { (provider, modality) throws(EaselError) in
            try await runtime.refreshModels(provider, modality)
        }
        let said = setup.settings.file.notifications
        notice = NoticePolicy(
            NoticePolicy.Way(rawValue: (said.way ?? Settings.Notifications.usualWay).rawValue) ?? .bell,
            after: said.afterSeconds ?? Settings.Notifications.usualSeconds)
    }
}
