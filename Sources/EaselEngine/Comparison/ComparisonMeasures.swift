public import EaselCore

/// The measures of one target over its turns. Times and rates are medians (p50) of the turns that succeeded; counts and costs
/// are of all turns.
public struct ComparisonMeasures: Hashable, Sendable {
    public var slot: Int
    /// Turns by how they ended; those that are under way are in none.
    public var succeeded = 0
    public var failed = 0
    public var cancelled = 0
    public var open = 0
    /// Milliseconds from sending to the first piece of an answer.
    public var firstOutput: Double?
    /// Milliseconds from sending to the end.
    public var total: Double?
    /// Of text: tokens of the answer by the seconds from the first output to the end, or by all of them where that is not known.
    public var tokensPerSecond: Double?
    /// Tokens of the answer.
    public var outputTokens: Double?
    /// Bytes of the files, or of the text in UTF-8.
    public var bytes: Double?
    /// Characters of the text; nil for media.
    public var characters: Double?
    /// Of the first file; nil where turns differ.
    public var dimensions: PixelSize?
    /// Seconds of the first file.
    public var duration: Double?
    /// US dollars of one turn, as far as costs are known.
    public var costEach: Double?
    /// All turns together.
    public var cost = Spending()
    public var warnings = 0
    /// Tries at providers, the first among them.
    public var attempts = 0

    public init(slot: Int) { self.slot = slot }

    public init(_ board: ComparisonBoard, slot: Int) {
        self.init(slot: slot)
        let panes = board.panes(of: slot)
        for pane in panes { count(pane) }
        let good = panes.compactMap(\.record).filter { $0.status == .succeeded }
        firstOutput = Self.median(good.compactMap { $0.timing.firstOutputMilliseconds.map(Double.init) })
        total = Self.median(good.compactMap { $0.timing.totalMilliseconds.map(Double.init) })
        outputTokens = Self.median(good.compactMap { $0.usage.outputTokens.map(Double.init) })
        tokensPerSecond = Self.median(good.compactMap(Self.tokensPerSecond))
        bytes = Self.median(good.map(Self.bytes))
        characters = Self.median(
            good.compactMap { $0.draft.modality == .text ? $0.text.map { Double($0.count) } : nil })
        duration = Self.median(good.compactMap { $0.assets.first?.durationSeconds })
        costEach = Self.median(good.compactMap(\.usage.costUSD))
        let sizes = Set(good.map { $0.assets.first.flatMap(Self.size) })
        dimensions = sizes.count == 1 ? sizes.first ?? nil : nil
    }

    /// One for each target, in the order of the targets.
    public static func all(_ board: ComparisonBoard) -> [ComparisonMeasures] {
        board.comparison.targets.indices.map { ComparisonMeasures(board, slot: $0) }
    }

    private mutating func count(_ pane: ComparisonPane) {
        switch pane.phase {
        case .finished(.succeeded): succeeded += 1
        case .finished(.cancelled): cancelled += 1
        case .finished, .refused: failed += 1
        default: open += 1
        }
        guard let record = pane.record else { return }
        warnings += record.warnings.count
        attempts += record.attempts.count
        if record.status == .succeeded || record.usage.costUSD != nil { cost.add(record.usage.costUSD) }
    }

    /// Tokens of one answer by the seconds from its first output to its end; nil where either is not known.
    public static func tokensPerSecond(of record: GenerationRecord) -> Double? {
        // Some count tokens for pictures too; nobody reads those as they come.
        guard record.draft.modality == .text, let tokens = record.usage.outputTokens,
            let total = record.timing.totalMilliseconds
        else { return nil }
        let span = total - (record.timing.firstOutputMilliseconds ?? 0)
        let milliseconds = span > 0 ? span : total
        return milliseconds > 0 ? Double(tokens) * 1000 / Double(milliseconds) : nil
    }

    private static func bytes(_ record: GenerationRecord) -> Double {
        record.draft.modality == .text
            ? Double(record.text?.utf8.count ?? 0) : Double(record.assets.reduce(0) { $0 + $1.bytes })
    }

    private static func size(_ asset: Asset) -> PixelSize? {
        guard let width = asset.width, let height = asset.height else { return nil }
        return PixelSize(width: width, height: height)
    }

    /// The middle value, of an even number the mean of the two in the middle; nil of none.
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

/// What the table of a comparison can be sorted by.
public enum MeasureKey: String, Sendable, CaseIterable {
    case target, firstOutput, total, tokensPerSecond, size, dimensions, duration, cost, warnings, attempts

    /// Smaller is better.
    public var isAscending: Bool {
        switch self {
        case .tokensPerSecond, .size, .dimensions, .duration: false
        default: true
        }
    }

    /// The rows in the order of a measure, best first; rows without it are last, equal ones stay as they are.
    ///
    /// - Parameter reversed: worst first; rows without the measure are last all the same.
    public func sort(_ rows: [ComparisonMeasures], reversed: Bool = false) -> [ComparisonMeasures] {
        let ascends = isAscending != reversed
        return rows.enumerated().sorted { left, right in
            switch (value(left.element), value(right.element)) {
            case (let a?, let b?) where a != b: ascends ? a < b : a > b
            case (nil, _?): false
            case (_?, nil): true
            default: left.offset < right.offset
            }
        }.map(\.element)
    }

    private func value(_ row: ComparisonMeasures) -> Double? {
        switch self {
        case .target: Double(row.slot)
        case .firstOutput: row.firstOutput
        case .total: row.total
        case .tokensPerSecond: row.tokensPerSecond
        case .size: row.characters ?? row.bytes
        case .dimensions: row.dimensions.map { Double($0.width) * Double($0.height) }
        case .duration: row.duration
        case .cost: row.costEach
        case .warnings: Double(row.warnings)
        case .attempts: Double(row.attempts)
        }
    }
}
