extension GenerationRecord {
    /// The same result without what would give its maker away: for comparisons whose vote is still to come.
    ///
    /// Provider, model, remote job and the providers' own words are taken out; ids, files, text and figures stay.
    ///
    /// - Parameters:
    ///   - label: stands for the model.
    ///   - draft: what all targets were asked, without the overrides of this one.
    public func blinded(as label: String, asked draft: GenerationDraft) -> GenerationRecord {
        let (provider, model) = (ProviderID.hidden, ModelID(rawValue: label))
        var record = self
        record.draft = draft
        record.provider = provider
        record.model = model
        record.remoteJob = nil
        record.progress?.logLine = nil
        record.warnings = warnings.map {
            GenerationWarning($0.kind, parameter: $0.parameter.map { ParameterKey(rawValue: $0) }, $0.blindWords)
        }
        record.attempts = attempts.map {
            Attempt(
                provider: provider, model: model, status: $0.status, errorKind: $0.errorKind,
                milliseconds: $0.milliseconds)
        }
        record.error = error.map(\.blinded)
        return record
    }
}

extension EaselError {
    /// The kind alone: messages name providers and models.
    public var blinded: EaselError {
        var error = EaselError(kind, "It failed: \(kind.rawValue).", remedy: "The vote shows why.")
        error.mayHaveBeenAccepted = mayHaveBeenAccepted
        return error
    }
}

extension ProviderID {
    /// Stands for a provider whose name is hidden.
    public static let hidden: ProviderID = "hidden"
}

extension GenerationWarning {
    fileprivate var blindWords: String {
        let what = parameter ?? "The request"
        return switch kind {
        case .unsupported: "\(what) was not sent."
        case .adjusted: "\(what) was changed."
        case .deprecated: "The model or a parameter is going away."
        case .filtered: "A result was withheld by a safety system."
        case .other: "There is a remark; the vote shows it."
        }
    }
}
