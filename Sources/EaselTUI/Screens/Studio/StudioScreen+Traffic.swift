import EaselCore
import EaselEngine
import Foundation

extension StudioScreen.State {
    /// What a send to a provider would meet now, with the model that is chosen there; nil when it would go at once.
    func forecast(of row: ProviderRow, _ session: Session) -> TrafficReport.Forecast? {
        session.traffic.forecast(
            row.id, modality, desk.models[row.id] ?? row.defaults[modality], classes: row.rateClasses, at: session.now)
    }

    /// What a send would meet, in a sentence: how long it would wait, or why it would be refused and who would take over.
    func warning(of row: ProviderRow, _ session: Session) -> String? {
        guard let forecast = forecast(of: row, session) else { return nil }
        let wait = Figures.runningTime(forecast.until.timeIntervalSince(session.now).rounded(.up))
        return switch forecast.reason {
        case .pause: "\(row.name) asked for a pause: sent in \(wait)."
        case .limit: "\(row.name)'s limit is reached: sent in \(wait)."
        case .quota: "\(row.name)'s allowance is used up for another \(wait)\(instead(.quota, session))."
        case .outage: "\(row.name) kept failing, nothing is sent for another \(wait)\(instead(.unavailable, session))."
        }
    }

    private func instead(_ kind: EaselError.Kind, _ session: Session) -> String {
        guard let plan = session.fallbacks[modality], plan.applies(to: EaselError(kind, "")),
            let target = plan.targets.first
        else { return ": choose another provider" }
        return ": \(target) takes over"
    }
}
