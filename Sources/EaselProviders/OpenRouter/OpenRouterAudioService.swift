import EaselCore
import EaselProviderKit
import Foundation

/// Music and other sound from OpenRouter: a chat whose answer is heard, and which must be streamed (wire sheet A5.3).
struct OpenRouterAudioService: AudioModelService {
    let client: OpenRouterClient

    func submit(_ request: AudioRequest) async throws(EaselError) -> Submission {
        let answer = try await OpenRouterTextWire.chat.collect(
            try OpenRouterTextWire.request(request, inputs: request.inputs), over: client.api,
            adding: OpenRouterAudioWire.extras(request))
        guard let sound = answer.sound, !sound.bytes.isEmpty else { throw OpenRouterChatRoute.nothing("sound", answer) }
        let words = [answer.text, sound.transcript].filter { !$0.isEmpty }.joined(separator: "\n\n")
        return .completed(
            MediaBatch(
                items: [OpenRouterAudioWire.reference(sound.bytes)], text: words.isEmpty ? nil : words,
                usage: answer.completion.usage, warnings: answer.completion.warnings))
    }

    func preview(_ request: AudioRequest) async throws(EaselError) -> RequestPreview {
        try OpenRouterTextWire.chat.preview(
            try OpenRouterTextWire.request(request, inputs: request.inputs), over: client.api,
            adding: OpenRouterAudioWire.extras(request))
    }
}
