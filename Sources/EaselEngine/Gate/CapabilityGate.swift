public import EaselCore

/// Decides, before any network, what of a draft a model can honour: pass, change with a warning, or refuse.
///
/// Nothing is dropped in silence. A common parameter that the model lacks becomes a warning; a tier that it does not
/// offer becomes the nearest one with a warning; a wrong value, or a name that nobody knows, is refused.
public struct CapabilityGate: Sendable {
    public var card: ModelCard

    public init(card: ModelCard) { self.card = card }

    /// Checks everything but the files' contents. Throws `.invalidRequest` or `.unsupported`.
    public func check(_ draft: GenerationDraft) throws(EaselError) -> GateVerdict {
        try checkPrompt(draft)
        try checkRoles(draft.attachments)
        var verdict = GateVerdict(values: [:], warnings: retirementWarnings)
        for (key, value) in draft.parameters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try check(key, value.wholeIfWhole, into: &verdict)
        }
        try checkRequired(verdict.values)
        return verdict
    }

    /// Checks files that were read: their types are known now.
    public func check(_ inputs: [MediaInput]) throws(EaselError) {
        guard card.origin.isComplete else { return }
        for input in inputs {
            guard let spec = card.inputs.first(where: { $0.role == input.role }) else { continue }
            try check(input, spec)
        }
    }

    private func check(_ input: MediaInput, _ spec: InputSpec) throws(EaselError) {
        // The type of what is hosted is only guessed from its address.
        if !spec.accepts(input.type), input.hosted == nil || input.type != .binary {
            let types = spec.types.map(\.rawValue).joined(separator: ", ")
            throw refusal(
                .invalidRequest, "\(input.name) is \(input.type); \(card.name) takes \(types).",
                "Attach a file of such a type.")
        }
        if input.hosted != nil, !spec.takesAddresses {
            throw refusal(
                .unsupported, "\(card.name) takes files of this machine, not addresses.",
                "Download \(input.name) and attach the file.")
        }
        if let bytes = input.bytes, let limit = spec.maximumBytes, bytes.count > limit {
            throw refusal(
                .invalidRequest, "\(input.name) has \(bytes.count) bytes; \(card.name) takes at most \(limit).",
                "Attach a smaller file" + (spec.takesAddresses ? ", or its https address." : "."))
        }
    }

    private func checkPrompt(_ draft: GenerationDraft) throws(EaselError) {
        let isBlank = draft.prompt.allSatisfy(\.isWhitespace)
        if isBlank && draft.attachments.isEmpty {
            throw refusal(.invalidRequest, "The prompt is empty.", "Write what you want to see, read or hear.")
        }
        if let limit = card.limits.promptCharacters, draft.prompt.count > limit {
            throw refusal(
                .invalidRequest, "The prompt has \(draft.prompt.count) characters; \(card.name) takes \(limit).",
                "Shorten the prompt.")
        }
    }

    private func checkRoles(_ attachments: [Attachment]) throws(EaselError) {
        guard card.origin.isComplete else { return }
        for (role, files) in Dictionary(grouping: attachments, by: \.role).sorted(by: {
            $0.key.rawValue < $1.key.rawValue
        }) {
            guard let spec = card.inputs.first(where: { $0.role == role }) else {
                let roles = card.inputs.map { "--attach \($0.role.rawValue)=FILE" }.joined(separator: ", ")
                throw refusal(
                    .unsupported, "\(card.name) takes no \(role.rawValue) file.",
                    roles.isEmpty ? "Send without attachments or choose a model that takes them." : "It takes \(roles)."
                )
            }
            if files.count > spec.maximumCount {
                throw refusal(
                    .invalidRequest,
                    "\(card.name) takes at most \(spec.maximumCount) \(role.rawValue) file(s), not \(files.count).",
                    "Attach fewer files.")
            }
        }
        for spec in card.inputs where spec.isRequired && !attachments.contains(where: { $0.role == spec.role }) {
            throw refusal(
                .invalidRequest, "\(card.name) needs a \(spec.role.rawValue) file.",
                "Add --attach \(spec.role.rawValue)=FILE.")
        }
    }

    private func check(_ key: ParameterKey, _ value: JSONValue, into verdict: inout GateVerdict) throws(EaselError) {
        guard let spec = card[key] else { return try checkUnlisted(key, value, into: &verdict) }
        let typed = value.string.map { spec.parse($0) } ?? (spec.accepts(value) ? value : nil)
        if let typed {
            verdict.values[key] = typed
        } else if let nearest = nearestTier(to: value, in: spec) {
            verdict.values[key] = nearest
            verdict.warnings.append(
                GenerationWarning(
                    .adjusted, parameter: key,
                    "\(key) \(value.plainText) is not offered by \(card.name): used \(nearest.plainText)."))
        } else {
            throw refusal(
                .invalidRequest, "\(key) cannot be \"\(value.plainText)\" for \(card.name).",
                "It takes \(spec.allowed).")
        }
    }

    private func checkRequired(_ values: ParameterValues) throws(EaselError) {
        guard card.origin.isComplete else { return }
        for spec in card.parameters where spec.isRequired && values[spec.key] == nil {
            throw refusal(.invalidRequest, "\(card.name) needs \(spec.key).", "Set it: \(spec.allowed).")
        }
    }

    /// A key that the card does not name: passed on for models that nobody described, else a warning or a refusal. Common
    /// names have their one type everywhere; for others, what reads as JSON is JSON.
    private func checkUnlisted(_ key: ParameterKey, _ value: JSONValue, into verdict: inout GateVerdict)
        throws(EaselError)
    {
        let isCommon = ParameterKey.common.contains(key)
        switch card.origin {
        case .unknown, .listed:
            verdict.values[key] =
                isCommon
                ? try CommonValue.read(key, value, card) : value.string.flatMap { JSONText.decode($0) } ?? value
        case .curated where isCommon, .schema where isCommon:
            verdict.warnings.append(
                GenerationWarning(.unsupported, parameter: key, "\(card.name) has no \(key): it was not sent."))
        case .curated, .schema:
            let names = card.parameters.map(\.key.rawValue).joined(separator: ", ")
            throw refusal(
                .invalidRequest, "\(card.name) has no parameter \"\(key)\".",
                names.isEmpty ? "It takes no parameters." : "It takes \(names).")
        }
    }

    /// For parameters that come in steps of one scale (sizes, lines, seconds): the nearest step, the smaller of two.
    private func nearestTier(to value: JSONValue, in spec: ParameterSpec) -> JSONValue? {
        guard [.size, .resolution, .durationSeconds].contains(spec.key), let wanted = Self.magnitude(value),
            wanted.isFinite, wanted > 0
        else { return nil }
        let choices: [ParameterChoice] =
            switch spec.kind {
            case .choice(let choices), .choiceOrPixels(let choices, _, _): choices
            default: []
            }
        return choices.compactMap { choice in Self.magnitude(choice.value).map { (choice.value, $0) } }
            .min { (abs($0.1 - wanted), $0.1) < (abs($1.1 - wanted), $1.1) }?.0
    }

    /// `2K` is 2000, `1080p` is 1080, `8` and `8s` are 8; nil for words and for pixels.
    private static func magnitude(_ value: JSONValue) -> Double? {
        if let number = value.double { return number }
        guard let text = value.string?.lowercased() else { return nil }
        if let number = Double(text) { return number }
        if text.hasSuffix("k"), let number = Double(text.dropLast()) { return number * 1000 }
        if text.hasSuffix("p") || text.hasSuffix("s") { return Double(text.dropLast()) }
        return nil
    }

    private var retirementWarnings: [GenerationWarning] {
        guard let retirement = card.retirement else { return [] }
        let successor = retirement.successor.map { " Its successor is \($0)." } ?? ""
        return [GenerationWarning(.deprecated, "\(card.name) is retired on \(retirement.date).\(successor)")]
    }

    func refusal(_ kind: EaselError.Kind, _ message: String, _ remedy: String) -> EaselError {
        EaselError(kind, message, remedy: remedy, provider: card.provider)
    }
}
