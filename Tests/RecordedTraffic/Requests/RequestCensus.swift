import EaselCore

/// Which recorded requests Easel can write, and how.
enum RequestCensus {
    static let checks: [any RequestCheck] = [
        ChatRequestCheck(name: "OpenRouter chat requests", provider: "openrouter") {
            $0.address == "https://openrouter.ai/api/v1/chat/completions"
        },
        ChatRequestCheck(name: "local chat requests", provider: "local") {
            $0.collection == "ruby_llm-local-openai-compatible" && $0.address.hasSuffix("/chat/completions")
        },
        ChatRequestCheck(name: "Hugging Face chat requests", provider: "huggingface") {
            $0.address.hasPrefix("https://router.huggingface.co/") && $0.address.hasSuffix("/chat/completions")
        },
        GeminiRequestCheck(),
        MediaRequestCheck(
            name: "OpenRouter picture requests", provider: "openrouter", modality: .image,
            isOurs: { $0.address == "https://openrouter.ai/api/v1/images" },
            model: { $0.sent?["model"]?.string ?? "" }),
        MediaRequestCheck(
            name: "OpenRouter speech requests", provider: "openrouter", modality: .speech, prompt: "input",
            common: ["voice": .voice, "response_format": .format],
            isOurs: { $0.address == "https://openrouter.ai/api/v1/audio/speech" },
            model: { $0.sent?["model"]?.string ?? "" }),
        MediaRequestCheck(
            name: "Replicate requests", provider: "replicate", modality: .image, member: "input",
            common: ["seed": .seed],
            isOurs: { $0.request.method == "POST" && $0.address == "https://api.replicate.com/v1/predictions" },
            model: { "owner/name:\($0.sent?["version"]?.string ?? "0")" }),
        MediaRequestCheck(
            name: "fal.ai picture requests", provider: "fal", modality: .image,
            common: ["seed": .seed, "negative_prompt": .negativePrompt, "num_inference_steps": .steps],
            isOurs: {
                $0.address.hasPrefix("https://fal.run/") && !$0.address.hasSuffix("/whisper")
                    && !$0.address.hasSuffix("/wizper")
            },
            model: { String($0.address.dropFirst("https://fal.run/".count)) }),
        MediaRequestCheck(
            name: "Hugging Face picture requests at together", provider: "huggingface", modality: .image,
            isOurs: { $0.address == "https://api.together.xyz/v1/images/generations" },
            model: { _ in "an/model:together" },
            route: "together/stabilityai/stable-diffusion-xl-base-1.0"),
        MediaRequestCheck(
            name: "Hugging Face picture requests at hf-inference", provider: "huggingface", modality: .image,
            prompt: "inputs",
            common: ["negative_prompt": .negativePrompt, "num_inference_steps": .steps, "size": .size],
            ignored: ["options"],
            isOurs: { $0.address.hasSuffix("/hf-inference/models/stabilityai/stable-diffusion-2") },
            model: { _ in "stabilityai/stable-diffusion-2:hf-inference" },
            route: "hf-inference/stabilityai/stable-diffusion-2"),
    ]
}
