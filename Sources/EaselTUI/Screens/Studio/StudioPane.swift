/// The panes of the studio, in the order in which Tab visits them.
enum StudioPane: Equatable, Sendable, CaseIterable {
    case prompt, result, provider, model, parameters

    var title: String {
        switch self {
        case .prompt: "Prompt"
        case .result: "Result"
        case .provider: "Provider"
        case .model: "Model"
        case .parameters: "Parameters"
        }
    }

    func moved(by steps: Int) -> StudioPane {
        let all = StudioPane.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[((index + steps) % all.count + all.count) % all.count]
    }
}
