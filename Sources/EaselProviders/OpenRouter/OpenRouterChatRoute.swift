import EaselCore
import EaselProviderKit
import Foundation

/// Pictures and sound that come out of a chat (wire sheet A4.3, A5.3).
enum OpenRouterChatRoute {
    /// `ModelCard.route` of a picture model that answers with words beside its pictures.
    static let withWords = "chat"
    /// `ModelCard.route` of one that answers with pictures alone.
    static let picturesOnly = "chat-image"

    /// What a chat must ask for to get pictures, nil for models with an endpoint of their own.
    static func modalities(_ route: String?) -> [String]? {
        switch route {
        case withWords: ["image", "text"]
        case picturesOnly: ["image"]
        default: nil
        }
    }

    /// What is to be said when a chat brought no media. The status is 200 and there is no field for the reason: a model that
    /// refuses answers with words (A9.3), and so does one that misunderstood. Only a filter says its name.
    static func nothing(_ wanted: String, _ answer: ChatAnswer) -> EaselError {
        let words = ControlText.oneLine(String(answer.text.prefix(300)))
        let quote = words.isEmpty ? "." : ": “\(words)”"
        if answer.completion.finish == .contentFilter {
            return EaselError(
                .contentPolicy, "The model was stopped before there was any \(wanted)\(quote)",
                provider: OpenRouterProvider.id
            ).with { $0.providerCode = "content_filter" }
        }
        return EaselError(
            .invalidRequest, "The model answered without any \(wanted)\(quote)",
            remedy: "Ask for \(wanted) in the prompt, or change what it shows: models also decline this way.",
            provider: OpenRouterProvider.id)
    }
}
