import EaselCore

/// What keeps a comparison from being a fair one: everything that a target did not get, or did not give, as the others did.
public struct Fairness: Hashable, Sendable {
    public var notes: [FairnessNote]

    public init(_ notes: [FairnessNote] = []) { self.notes = notes }

    /// For one pane.
    public func notes(of slot: Int) -> [FairnessNote] { notes.filter { $0.slot == slot } }

    /// Parameters that not all targets honoured, in alphabetical order: the rows of a table.
    public var parameters: [String] { Set(notes.compactMap(\.parameter)).sorted() }

    /// What a target did with a parameter; nil for as it was asked.
    public func note(_ parameter: String, of slot: Int) -> FairnessNote? {
        notes.first { $0.slot == slot && $0.parameter == parameter }
    }

    public var isFair: Bool { notes.isEmpty }

    /// What is known once targets have answered: the overrides, what was warned of, and what came out otherwise than asked.
    public init(_ board: ComparisonBoard) {
        var notes: [FairnessNote] = []
        for slot in board.comparison.targets.indices {
            for (key, value) in board.comparison.targets[slot].overrides.sorted(by: {
                $0.key.rawValue < $1.key.rawValue
            }) {
                notes.append(
                    FairnessNote(
                        slot, key.rawValue, .overridden, .before, "\(key) is \(value.plainText) for this target."))
            }
            var own: [FairnessNote] = []
            for pane in board.panes(of: slot) {
                guard let record = pane.record else { continue }
                own += FairnessNote.notes(record.warnings, slot: slot, phase: .after)
                own += FairnessNote.deviations(of: record, slot: slot)
            }
            for note in own where !notes.contains(note) { notes.append(note) }
        }
        self.init(notes)
    }
}

/// One thing in which a target was not treated, or did not answer, as the others.
public struct FairnessNote: Hashable, Sendable {
    public enum Kind: String, Sendable, Hashable {
        /// A person set another value for this target.
        case overridden
        /// The target does not have the parameter.
        case unsupported
        /// Another value was used.
        case adjusted
        /// What came back is not what was asked.
        case deviating
        /// A result was withheld.
        case filtered
        case other
    }

    public enum Phase: String, Sendable, Hashable {
        /// Known before anything was sent.
        case before
        /// Seen on the result.
        case after
    }

    public var slot: Int
    /// Nil when it is about the whole request.
    public var parameter: String?
    public var kind: Kind
    public var phase: Phase
    public var message: String

    public init(_ slot: Int, _ parameter: String?, _ kind: Kind, _ phase: Phase, _ message: String) {
        self.slot = slot
        self.parameter = parameter
        self.kind = kind
        self.phase = phase
        self.message = message
    }

    /// Warnings that make a difference; that a model is going away does not.
    static func notes(_ warnings: [GenerationWarning], slot: Int, phase: Phase) -> [FairnessNote] {
        warnings.compactMap { warning in
            let kind: Kind
            switch warning.kind {
            case .unsupported: kind = .unsupported
            case .adjusted: kind = .adjusted
            case .filtered: kind = .filtered
            case .deprecated: return nil
            case .other: kind = .other
            }
            return FairnessNote(slot, warning.parameter, kind, phase, warning.message)
        }
    }

    /// What came out otherwise than asked, whatever the provider says.
    static func deviations(of record: GenerationRecord, slot: Int) -> [FairnessNote] {
        guard record.status == .succeeded, let asset = record.assets.first else { return [] }
        let asked = record.draft.parameters
        var notes: [FairnessNote] = []
        func add(_ key: ParameterKey, _ wanted: String, _ found: String) {
            guard !record.warnings.contains(where: { $0.parameter == key.rawValue }) else { return }
            notes.append(
                FairnessNote(
                    slot, key.rawValue, .deviating, .after, "\(key) \(wanted) was asked; the result has \(found)."))
        }
        if let count = asked[.count]?.plainText, let wanted = Int(count), wanted != record.assets.count {
            add(.count, count, "\(record.assets.count)")
        }
        if let width = asset.width, let height = asset.height {
            if let ratio = asked[.aspectRatio]?.string, let wanted = Self.ratio(ratio),
                abs(Double(width) / Double(height) / wanted - 1) > 0.04
            {
                add(.aspectRatio, ratio, "\(width)x\(height)")
            }
            if let size = asked[.size]?.string, let pixels = PixelSize(size),
                pixels.width != width || pixels.height != height
            {
                add(.size, size, "\(width)x\(height)")
            }
        }
        if let text = asked[.durationSeconds]?.plainText, let wanted = Double(text), let found = asset.durationSeconds,
            abs(found - wanted) > max(0.5, wanted * 0.05)
        {
            add(.durationSeconds, text, "\((found * 10).rounded() / 10)")
        }
        return notes
    }

    private static func ratio(_ text: String) -> Double? {
        let parts = text.split(separator: ":").compactMap { Double($0) }
        guard parts.count == 2, parts[0] > 0, parts[1] > 0 else { return nil }
        return parts[0] / parts[1]
    }
}
