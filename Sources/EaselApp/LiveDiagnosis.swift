import EaselCore
import EaselEngine

/// The cheap calls that confirm what Easel believes of a provider: the account, the lists, the schemas of the default models,
/// the answer to a model that does not exist, and a sentence of text. Media are never made.
struct LiveDiagnosis {
    let provider: Provider
    /// The cards in force, which is what the provider is compared with.
    let cards: [ModelCard]

    typealias Finding = DoctorReport.Finding

    /// At most so many names in one line.
    private static let shown = 5

    func run() async -> DoctorReport.Section {
        var findings: [Finding] = []
        if let account = await accountFinding() { findings.append(account) }
        for modality in provider.services.modalities {
            findings += [await listFinding(modality), await schemaFinding(modality)].compactMap(\.self)
        }
        if let text = provider.services.text {
            findings.append(await strangerFinding(text))
            if let finding = await sentenceFinding(text) { findings.append(finding) }
        }
        return .init(title: "\(provider.descriptor.name), live", findings: findings)
    }

    private func accountFinding() async -> Finding? {
        guard let reporter = provider.account else { return nil }
        do throws(EaselError) {
            let account = try await reporter.account()
            let facts = [
                account.label, account.creditRemainingUSD.map { "$\(Self.cents($0)) left" },
                account.limitUSD.map { "limit $\(Self.cents($0))" }, account.usageUSD.map { "used $\(Self.cents($0))" },
                account.isFreeTier == true ? "free tier" : nil,
            ].compactMap(\.self)
            return Finding(
                subject: "account", state: .good, detail: facts.isEmpty ? "known" : facts.joined(separator: ", "))
        } catch {
            return Self.failed("account", error)
        }
    }

    /// Whether the provider still has the models that Easel describes.
    private func listFinding(_ modality: Modality) async -> Finding? {
        let subject = "\(modality.rawValue) list"
        do throws(EaselError) {
            let listed = try await provider.models.listed(modality)
            guard !listed.isEmpty else { return nil }
            let names = Set(listed.map(\.model))
            let missing = cards.filter { $0.modality == modality && !names.contains($0.model) }.map(\.model.rawValue)
            guard !missing.isEmpty else {
                return Finding(
                    subject: subject, state: .good, detail: "\(listed.count) models, all described ones among them")
            }
            return Finding(
                subject: subject, state: .differs, detail: "\(listed.count) models; not listed: \(Self.few(missing))",
                fix: "easel models refresh --on \(provider.id)")
        } catch {
            return Self.failed(subject, error)
        }
    }

    /// Whether the schema of the default model takes what Easel's card says.
    private func schemaFinding(_ modality: Modality) async -> Finding? {
        guard let model = provider.models.defaults[modality],
            let card = cards.first(where: { $0.model == model && $0.modality == modality })
        else { return nil }
        let subject = "\(modality.rawValue) schema"
        do throws(EaselError) {
            guard let schema = try await provider.models.described(model, modality), schema.origin == .schema else {
                return nil
            }
            let differences = CardComparison(card, schema).differences
            guard !differences.isEmpty else {
                return Finding(subject: subject, state: .good, detail: "\(model) as described")
            }
            return Finding(subject: subject, state: .differs, detail: "\(model): \(Self.few(differences))")
        } catch {
            return Self.failed(subject, error)
        }
    }

    /// What the provider says of a model that does not exist.
    private func strangerFinding(_ service: any TextModelService) async -> Finding {
        let subject = "unknown model"
        do throws(EaselError) {
            _ = try await service.stream(TextRequest(model: "easel/no-such-model", prompt: "ok")) { _ in }
            return Finding(subject: subject, state: .differs, detail: "was answered as if it existed")
        } catch {
            let code = error.providerCode.map { ", code \($0)" } ?? ""
            let detail = "\(error.kind.rawValue), HTTP \(error.httpStatus.map(String.init) ?? "none")\(code)"
            let isExpected = [.modelNotFound, .invalidRequest].contains(error.kind)
            return Finding(subject: subject, state: isExpected ? .good : .differs, detail: detail)
        }
    }

    /// A few tokens from the default model.
    private func sentenceFinding(_ service: any TextModelService) async -> Finding? {
        guard let model = provider.models.defaults[.text],
            let card = cards.first(where: { $0.model == model && $0.modality == .text })
        else { return nil }
        var request = TextRequest(model: model, prompt: "Reply with the word ok.")
        request.facts = ModelFacts(card)
        if card[.maxOutputTokens] != nil {
            request.parameters = RequestParameters(values: [.maxOutputTokens: 64], specs: card.parameters)
        }
        do throws(EaselError) {
            let completion = try await service.stream(request) { _ in }
            let tokens =
                completion.usage.map { "\($0.inputTokens ?? 0) in, \($0.outputTokens ?? 0) out" } ?? "no usage told"
            let isTold = completion.usage?.outputTokens != nil
            return Finding(subject: "text", state: isTold ? .good : .differs, detail: "\(model) answers; \(tokens)")
        } catch {
            return Self.failed("text", error)
        }
    }

    private static func failed(_ subject: String, _ error: EaselError) -> Finding {
        Finding(subject: subject, state: .bad, detail: error.message, fix: error.remedy)
    }

    private static func few(_ names: [String]) -> String {
        let more = names.count > shown ? " and \(names.count - shown) more" : ""
        return names.prefix(shown).joined(separator: ", ") + more
    }

    private static func cents(_ dollars: Double) -> String {
        JSONValue.number((dollars * 100).rounded() / 100).plainText
    }
}

/// Where a card and the provider's own schema disagree.
struct CardComparison {
    let differences: [String]

    init(_ card: ModelCard, _ schema: ModelCard) {
        let theirs = Dictionary(
            schema.parameters.compactMap { spec in spec.wireName.map { ($0, spec) } },
            uniquingKeysWith: { first, _ in first })
        differences = card.parameters.compactMap { spec in
            guard let name = spec.wireName else { return nil }
            guard let their = theirs[name] else { return "no \(name)" }
            return Self.difference(spec, their).map { "\(name) \($0)" }
        }
    }

    private static func difference(_ ours: ParameterSpec, _ theirs: ParameterSpec) -> String? {
        let values: [JSONValue] =
            switch ours.kind {
            case .choice(let choices): choices.map(\.wireValue)
            case .integer(let low, let high, _): [low, high].compactMap { $0.map(JSONValue.integer) }
            case .number(let low, let high, _): [low, high].compactMap { $0.map(JSONValue.number) }
            default: []
            }
        let refused = values.filter { value in !accepts(theirs, value) }
        return refused.isEmpty ? nil : "takes no \(refused.map(\.plainText).joined(separator: ", "))"
    }

    /// A schema's choices are compared as they stand on the wire.
    private static func accepts(_ spec: ParameterSpec, _ wire: JSONValue) -> Bool {
        switch spec.kind {
        case .choice(let choices), .choiceOrPixels(let choices, _, _): choices.contains { $0.wireValue == wire }
        default: spec.accepts(wire)
        }
    }
}
