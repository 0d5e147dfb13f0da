public import EaselCore

/// Who judges a comparison, and by what.
public struct JudgeOrder: Hashable, Sendable {
    public var comparison: ComparisonID
    /// Any text model.
    public var judge: ModelReference
    /// Questions that yes or no answers; nil for the usual ones of the modality.
    public var rubric: [String]?
    /// Of the order in which the judge sees the answers.
    public var seed: UInt64
    /// A person agreed to pass the soft limit of the budget, or to a cost that is not known.
    public var isConfirmed = false

    public init(
        _ comparison: ComparisonID, by judge: ModelReference, rubric: [String]? = nil,
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.comparison = comparison
        self.judge = judge
        self.rubric = rubric
        self.seed = seed
    }
}

extension ComparisonRunner {
    /// Has a text model judge a comparison by a rubric, and keeps what it decided apart from the votes of people.
    ///
    /// The judge's call is a generation like any other, under limits and budget. A model that can be held to a form gets the
    /// form of the reply with the request; one that refuses the form after all is asked once more without it. Throws what
    /// stands against sending it, how it failed, or `.invalidResponse` for a reply that is not what was asked for; no
    /// judgement is kept then.
    ///
    /// - Parameter asked: told the id of the judge's own generation before it is sent.
    public func judge(
        _ order: JudgeOrder, asked: @Sendable (JobID) -> Void = { _ in }
    ) async throws(EaselError) -> Judgement {
        let board = try await board(of: order.comparison)
        let prompt = try prompt(of: order, board)
        var generation = generation(of: order, prompt)
        let takesForm = try await takesForm(generation)
        if takesForm { generation.draft.parameters[JudgePrompt.formKey] = prompt.form }
        var record = try await send(generation, asked)
        if takesForm, record.status == .failed, record.error?.kind == .invalidRequest {
            record = try await send(self.generation(of: order, prompt), asked)
        }
        guard record.status == .succeeded else { throw record.error ?? .cancelled }
        let answer = try JudgeAnswer(record.text ?? "", to: prompt)
        let judgement = Judgement(
            answer.verdict, of: order.comparison, at: runner.environment.now(), by: record.target, in: record.id,
            rubric: prompt.rubric, answers: answer.answers, reason: answer.reason, isSandbox: board.isSandbox)
        try await store.add(judgement)
        return judgement
    }

    /// What a person has to agree to before the judge is asked with `isConfirmed`; nil when there is nothing.
    public func question(about order: JudgeOrder) async throws(EaselError) -> BudgetQuestion? {
        try await runner.question(about: generation(of: order, prompt(of: order, board(of: order.comparison))))
    }

    private func prompt(of order: JudgeOrder, _ board: ComparisonBoard) throws(EaselError) -> JudgePrompt {
        let rubric = order.rubric ?? JudgePrompt.usualRubric(board.comparison.draft.modality)
        return try JudgePrompt(board, rubric: rubric, seed: order.seed)
    }

    private func generation(of order: JudgeOrder, _ prompt: JudgePrompt) -> GenerationOrder {
        let draft = GenerationDraft(modality: .text, prompt: prompt.text, attachments: prompt.attachments)
        var generation = GenerationOrder(draft: draft, target: order.judge)
        generation.isConfirmed = order.isConfirmed
        return generation
    }

    /// Whether the model says that it can be held to the form of an answer.
    private func takesForm(_ order: GenerationOrder) async throws(EaselError) -> Bool {
        let prepared = try await PreparedOrder(order, catalog: runner.catalog, environment: runner.environment)
        return prepared.card[JudgePrompt.formKey] != nil
    }

    private func send(
        _ order: GenerationOrder, _ asked: @Sendable (JobID) -> Void
    ) async throws(EaselError) -> GenerationRecord {
        asked(order.id)
        try await runner.start(order)
        if let record = await runner.result(of: order.id) { return record }
        guard let record = try await history.record(order.id) else { throw .cancelled }
        return record
    }
}
