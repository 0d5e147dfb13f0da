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
        case .pause: "\(row.name) asked for a pause: sent in \(wait)\(offer(row, session))."
        case .limit: "\(row.name)'s limit is reached: sent in \(wait)\(offer(row, session))."
        case .quota: "\(row.name)'s allowance is used up for another \(wait)\(instead(.quota, session))."
        case .outage: "\(row.name) kept failing, nothing is sent for another \(wait)\(instead(.unavailable, session))."
        }
    }

    private func instead(_ kind: EaselError.Kind, _ session: Session) -> String {
        guard let plan = session.fallbacks[modality], plan.applies(to: EaselError(kind, "")),
            let target = plan.targets.first
        else {
            guard let other = alternative(session) else { return ": choose another provider" }
            return ": \(session.keyLabel("studio", "send-elsewhere", "Alt-O")) sends to \(name(other)) instead"
        }
        return ": \(target) takes over"
    }

    /// Who could take it at once, in the tip's words.
    private func offer(_ row: ProviderRow, _ session: Session) -> String {
        guard row.id == desk.provider, let other = alternative(session) else { return "" }
        return "; \(session.keyLabel("studio", "send-elsewhere", "Alt-O")) sends to \(name(other)) instead"
    }

    private func name(_ target: ModelReference) -> String {
        providers.first { $0.id == target.provider }?.name ?? target.provider.rawValue
    }

    /// Another target that would take it at once: the first of those that take over here, else another provider in the order
    /// of the person's choice. Nil without one.
    func alternative(_ session: Session) -> ModelReference? {
        let configured = session.fallbacks[modality]?.targets ?? []
        let others = Workflows.order(modality, providers, session).map { ModelReference(provider: $0) }
        return (configured + others).first { target in
            guard target.provider != desk.provider, let row = providers.first(where: { $0.id == target.provider }),
                row.readiness(for: modality, limit: nil).isUsable
            else { return false }
            let model = target.model ?? desk.models[row.id] ?? row.defaults[modality]
            return session.traffic.forecast(row.id, modality, model, classes: row.rateClasses, at: session.now) == nil
        }
    }
}
