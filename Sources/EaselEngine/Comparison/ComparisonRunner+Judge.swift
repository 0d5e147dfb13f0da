public import EaselCore

extension ComparisonRunner {
    /// Has a text model judge a comparison by a rubric, and keeps what it decided apart from the votes of people.
    ///
    /// The judge's call is a generation like any other, under limits and budget. Throws what stands against sending it, how it
    /// failed, or `.invalidResponse` for a reply that is not what was asked for; no judgement is kept then.
    public func judge(
        _ id: ComparisonID, by judge: ModelReference, rubric: [String]? = nil, isConfirmed: Bool = false,
        seed: UInt64 = .random(in: .min ... .max)
    ) async throws(EaselError) -> Judgement {
        let board = try await board(of: id)
        let rubric = rubric ?? JudgePrompt.usualRubric(board.comparison.draft.modality)
        let prompt = try JudgePrompt(board, rubric: rubric, seed: seed)
        let draft = GenerationDraft(modality: .text, prompt: prompt.text, attachments: prompt.attachments)
        var order = GenerationOrder(draft: draft, target: judge)
        order.isConfirmed = isConfirmed
        try await runner.start(order)
        guard let record = await runner.result(of: order.id), record.status == .succeeded else {
            throw try await history.record(order.id)?.error ?? .cancelled
        }
        let answer = try JudgeAnswer(record.text ?? "", to: prompt)
        let judgement = Judgement(
            answer.verdict, of: id, at: runner.environment.now(), by: record.target, in: order.id,
            rubric: prompt.rubric, answers: answer.answers, reason: answer.reason, isSandbox: board.isSandbox)
        try await store.add(judgement)
        return judgement
    }
}
