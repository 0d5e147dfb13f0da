import EaselCore
import EaselProviderKit

/// What a prediction is created from (wire sheet B2).
extension ReplicateClient {
    /// A request in Replicate's terms; its files are not yet anywhere.
    struct Order: Sendable, Hashable {
        var model: ModelID
        var target: Target
        /// Fields of `input`, without the files.
        var fields: [String: JSONValue]
        var attachments: [Attachment]
        /// How many results were asked for.
        var wanted: Int?
        /// After so many seconds Replicate ends the prediction.
        var deadlineSeconds: Int64?
        var warnings: [GenerationWarning]

        /// - Parameters:
        ///   - handled: parameters that the modality's wire writes itself.
        ///   - customary: wire names for models without a card.
        init(
            _ request: some GenerationRequest, handled: Set<ParameterKey> = [], customary: [ParameterKey: String]
        ) throws(EaselError) {
            let route = Route(request.facts.route)
            let writer = ParameterWriter(
                request.parameters, handled: handled.union([.replicateDeadline]), customary: customary,
                provider: "Replicate")
            model = request.model
            target = try Target(request.model, version: route.version)
            fields = writer.fields
            attachments = try Attachment.all(of: request)
            wanted = request.parameters[.count]?.integer.map(Int.init)
            deadlineSeconds = request.parameters[.replicateDeadline]?.integer
            warnings = writer.warnings
        }

        /// Writes the prompt into the field that the card names, else into the usual one of the modality. A model without any
        /// field for text is given none, and that is told.
        mutating func write(prompt: String, _ route: Route, usually usual: String) {
            guard route.prompt != Route.noPrompt else {
                if !prompt.isEmpty {
                    warnings.append(GenerationWarning(.unsupported, "\(model) takes no text; the prompt was not sent."))
                }
                return
            }
            fields[route.prompt ?? usual] = .string(prompt)
        }
    }

    /// Where a prediction is created.
    struct Target: Sendable, Hashable {
        /// The path under the API's address.
        var path: String
        /// The field `version`, for all but official models and deployments.
        var version: String?

        /// Reads `owner/name` (an official model), `owner/name:version`, a bare version or `deployments/owner/name`.
        ///
        /// - Parameter version: the version from the model's card, which a community model needs (B2).
        /// Throws `modelNotFound` for anything else.
        init(_ model: ModelID, version: String?) throws(EaselError) {
            let halves = model.rawValue.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let parts = (halves.first ?? "").split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let named = halves.count == 2 ? String(halves[1]) : version
            let isClean = !parts.contains("") && named != ""
            switch (parts.count, named) {
            case (1, nil) where Self.isVersion(parts[0]): (path, self.version) = ("predictions", parts[0])
            case (2, let version?) where isClean: (path, self.version) = ("predictions", version)
            case (2, nil) where isClean: (path, self.version) = ("models/\(parts[0])/\(parts[1])/predictions", nil)
            case (3, nil) where isClean && parts[0] == "deployments":
                (path, self.version) = ("\(model.rawValue)/predictions", nil)
            default:
                throw EaselError(
                    .modelNotFound, "“\(ControlText.oneLine(model.rawValue))” is not a model of Replicate.",
                    remedy:
                        "A model reads owner/name or owner/name:version, for example black-forest-labs/flux-schnell.",
                    provider: ReplicateProvider.id)
            }
        }

        private static func isVersion(_ text: String) -> Bool {
            text.count == 64 && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        }
    }

    /// What a card's `route` says, as words: `version=<id> prompt=text messages=messages`.
    struct Route: Sendable, Hashable {
        /// The version that a community model is run with.
        var version: String?
        /// Stands for a field that is not there.
        static let noPrompt = "-"

        /// The field that takes the prompt, nil for the usual one, `noPrompt` where the model takes no text.
        var prompt: String?
        /// The field that takes a whole conversation, nil when the model takes one turn only.
        var messages: String?

        init(version: String? = nil, prompt: String? = nil, messages: String? = nil) {
            self.version = version
            self.prompt = prompt
            self.messages = messages
        }

        init(_ text: String?) {
            for word in (text ?? "").split(separator: " ") {
                let halves = word.split(separator: "=", maxSplits: 1)
                guard halves.count == 2 else { continue }
                switch halves[0] {
                case "version": version = String(halves[1])
                case "prompt": prompt = String(halves[1])
                case "messages": messages = String(halves[1])
                default: break
                }
            }
        }

        /// The words, nil when there is nothing to say.
        var text: String? {
            let words = [("version", version), ("prompt", prompt), ("messages", messages)].compactMap { name, value in
                value.map { "\(name)=\($0)" }
            }
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
    }
}

extension ParameterKey {
    /// Seconds after which Replicate itself ends a prediction: the header `Cancel-After`.
    static let replicateDeadline: ParameterKey = "cancel_after"
}
