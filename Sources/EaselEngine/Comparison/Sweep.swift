public import EaselCore
import Foundation

/// A sweep as the lines of a batch: `BatchRun` sends it, keeps its cap, and goes on with it after a kill.
public struct Sweep: AsyncSequence, Sendable {
    public typealias Element = BatchInput
    public typealias Failure = Never

    public let plans: [SweepPlan]

    public init(_ plans: [SweepPlan]) { self.plans = plans }

    public var count: Int { plans.reduce(0) { $0 + ($1.count ?? 0) } }

    /// Every combination once, in order; two plans may have the same.
    public var cells: some Sequence<SweepCell> {
        var seen: Set<String> = []
        return plans.lazy.flatMap { plan in (0..<(plan.count ?? 0)).lazy.map(plan.cell) }
            .filter { seen.insert($0.id).inserted }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(plans: plans) }

    public struct Iterator: AsyncIteratorProtocol {
        let plans: [SweepPlan]
        private var plan = 0
        private var index = 0
        private var number = 0
        private var seen: Set<String> = []

        init(plans: [SweepPlan]) { self.plans = plans }

        public mutating func next() async -> BatchInput? {
            while plan < plans.count {
                guard index < plans[plan].count ?? 0 else {
                    (plan, index) = (plan + 1, 0)
                    continue
                }
                defer { index += 1 }
                let cell = plans[plan].cell(index)
                guard seen.insert(cell.id).inserted else { continue }
                number += 1
                return BatchInput(number: number, text: Array(cell.line.utf8))
            }
            return nil
        }
    }
}

extension SweepCell {
    /// As a line of a batch file.
    var line: String {
        let value: JSONValue = .object([
            "id": .string(id), "modality": .string(modality.rawValue), "prompt": .string(prompt),
            "on": .string(target.description),
            "set": .object(Dictionary(uniqueKeysWithValues: parameters.map { ($0.key.rawValue, $0.value) })),
            "attach": .array(attachments.map(JSONValue.string)),
        ])
        // A value of numbers and texts can always be written.
        return (try? JSONText.encode(value)) ?? ""
    }
}

/// What a sweep costs, as far as the cards tell; read target by target, for all of a target's requests cost by the same rates.
public struct SweepOutlook: Hashable, Sendable {
    public var requests: Int
    public var cost: Spending
    /// Targets that refuse what they would be sent, with the first reason.
    public var refusals: [ModelReference: EaselError]

    /// Looks at the first combination of every target and value, and sends nothing.
    public init(_ sweep: Sweep, on runner: JobRunner) async {
        requests = 0
        cost = Spending()
        refusals = [:]
        var known: [String: Result<Double?, EaselError>] = [:]
        for cell in sweep.cells {
            requests += 1
            let key = "\(cell.target) \(cell.words) \(cell.prompt.unicodeScalars.count) \(cell.prompt.utf8.count)"
            let estimate: Result<Double?, EaselError>
            if let seen = known[key] {
                estimate = seen
            } else {
                estimate = await Self.estimate(cell, runner)
                known[key] = estimate
            }
            switch estimate {
            case .success(let dollars): cost.add(dollars)
            case .failure(let error): if refusals[cell.target] == nil { refusals[cell.target] = error }
            }
        }
    }

    /// `about $0.42`, `about $0.42 and 3 of unknown cost`, `not known beforehand`.
    public var costWords: String {
        cost.unknownCount >= requests ? "not known beforehand" : "about " + cost.words
    }

    private static func estimate(_ cell: SweepCell, _ runner: JobRunner) async -> Result<Double?, EaselError> {
        let draft = GenerationDraft(
            modality: cell.modality, prompt: cell.prompt, parameters: cell.parameters,
            attachments: cell.attachments.compactMap { Attachment($0) })
        do throws(EaselError) {
            return .success(try await runner.estimate(of: GenerationOrder(draft: draft, target: cell.target))?.dollars)
        } catch {
            return .failure(error)
        }
    }
}
