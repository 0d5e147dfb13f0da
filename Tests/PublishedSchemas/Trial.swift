import EaselCore
import Foundation

/// One request for one card: which of its parameters and files are in it.
struct Trial: Sendable {
    /// For messages: `seed=0`.
    var name: String
    var values: ParameterValues = [:]
    var inputs: [MediaInput] = []
    /// Earlier turns, for text.
    var conversation: [TextRequest.Turn] = []
    /// The values with every other parameter set too, for those that make sense beside others only: a second speaker.
    var accompanied: ParameterValues?

    /// The least that the card allows, then each value of each parameter, all at once, and files of each role and type.
    static func all(of card: ModelCard) -> [Trial] {
        let least = Trial(
            name: "the least", values: required(card),
            inputs: card.inputs.filter(\.isRequired).flatMap { inputs($0, type: first($0), count: 1) })
        let together = least.with("every parameter") { trial in
            for spec in card.parameters {
                if let value = spec.trials.first { trial.values[spec.key] = value }
            }
        }
        let singles = card.parameters.flatMap { spec in
            spec.trials.map { value in
                least.with("\(spec.key)=\(String(value.plainText.prefix(60)))") {
                    $0.values[spec.key] = value
                    $0.accompanied = together.values.merging([spec.key: value]) { $1 }
                }
            }
        }
        let trials = [least] + singles + [together] + card.inputs.flatMap { files($0, least) }
        return card.modality == .text ? trials + trials.map(\.continued) : trials
    }

    /// The same request in the middle of a conversation, which may go another way.
    private var continued: Trial {
        with(name + " in a conversation") {
            $0.conversation = [
                .init(speaker: .user, text: "a question"), .init(speaker: .assistant, text: "an answer"),
            ]
        }
    }

    private static func required(_ card: ModelCard) -> ParameterValues {
        Dictionary(
            card.parameters.filter(\.isRequired).compactMap { spec in spec.trials.first.map { (spec.key, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private static func files(_ spec: InputSpec, _ least: Trial) -> [Trial] {
        let kept = least.inputs.filter { $0.role != spec.role }
        let types = spec.types.map { type in
            let type = concrete(type)
            return least.with("\(spec.role) \(type)") { $0.inputs = kept + inputs(spec, type: type, count: 1) }
        }
        let most = least.with("\(spec.role) x \(spec.maximumCount)") {
            $0.inputs = kept + inputs(spec, type: first(spec), count: spec.maximumCount)
        }
        guard spec.takesAddresses else { return types + [most] }
        return types + [most, least.with("\(spec.role) by its address") { $0.inputs = kept + [hostedInput(spec)] }]
    }

    private static func inputs(_ spec: InputSpec, type: MediaType, count: Int) -> [MediaInput] {
        (0..<count).map {
            MediaInput(role: spec.role, bytes: Data([1, 2, 3]), type: type, name: "file\($0).\(type.fileExtension)")
        }
    }

    private static func hostedInput(_ spec: InputSpec) -> MediaInput {
        let type = first(spec)
        let address = URL(string: "https://files.example/one.\(type.fileExtension)") ?? URL(fileURLWithPath: "/")
        return MediaInput(role: spec.role, content: .hosted(address), type: type, name: "one.\(type.fileExtension)")
    }

    private static func first(_ spec: InputSpec) -> MediaType { concrete(spec.types.first ?? .png) }

    private static func concrete(_ type: MediaType) -> MediaType {
        switch type.rawValue {
        case "image/*": .png
        case "video/*": .mp4
        case "audio/*": .wav
        case "text/*": .plainText
        default: type
        }
    }

    /// The same value beside all others, nil for a trial that is not about one value.
    var inCompany: Trial? {
        accompanied.map { values in with(name + " beside all others") { $0.values = values } }
    }

    /// The same trial with its hosted files in Cloud Storage, nil when it has none: some models fetch from there only.
    var stored: Trial? {
        guard inputs.contains(where: { $0.hosted != nil }), let place = URL(string: "gs://a-bucket/one") else {
            return nil
        }
        return with(name + " in Cloud Storage") { trial in
            for index in trial.inputs.indices where trial.inputs[index].hosted != nil {
                trial.inputs[index].content = .hosted(place)
            }
        }
    }

    private func with(_ name: String, _ change: (inout Trial) -> Void) -> Trial {
        var copy = self
        copy.name = name
        change(&copy)
        return copy
    }
}
