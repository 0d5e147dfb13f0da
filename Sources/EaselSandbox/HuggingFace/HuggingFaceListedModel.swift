/// A model at the Hub, with the inference providers that serve it (sheet B3, D2).
struct HuggingFaceListedModel: Sendable {
    struct Offer: Sendable {
        let provider: String
        let providerID: String
        let task: String
        var status = "live"
        /// The weights of a LoRA.
        var weights: String?
        /// Dollars for a million tokens, in and out.
        var price: (input: Double, output: Double)?
        var context: Int?
    }

    let id: String
    let tag: String
    let offers: [Offer]
    var isGated = false
    var sees = false
    var thinks = false

    func offer(_ provider: String) -> Offer? { offers.first { $0.provider == provider } }

    /// The offer whose providers' own id is this.
    static func offer(_ provider: String, id: String) -> (model: HuggingFaceListedModel, offer: Offer)? {
        for model in all {
            if let offer = model.offers.first(where: { $0.provider == provider && $0.providerID == id }) {
                return (model, offer)
            }
        }
        return nil
    }

    static func named(_ id: String) -> HuggingFaceListedModel? { all.first { $0.id == id } }

    static let all = chat + pictures + clips + sounds

    private static let chat: [HuggingFaceListedModel] = [
        talk("openai/gpt-oss-120b", [("groq", 0.15, 0.75), ("cerebras", 0.25, 0.69)], thinks: true),
        talk("openai/gpt-oss-20b", [("groq", 0.1, 0.5)], thinks: true),
        talk("deepseek-ai/DeepSeek-V4-Pro", [("novita", 1.69, 3.38), ("featherless-ai", nil, nil)], thinks: true),
        talk("deepseek-ai/DeepSeek-V4-Flash-0731", [("novita", 0.27, 1.1)]),
        talk("zai-org/GLM-5.2", [("zai-org", 0.6, 2.2), ("novita", 0.6, 2.2)], thinks: true),
        talk("meta-llama/Llama-3.1-8B-Instruct", [("novita", 0.02, 0.05), ("featherless-ai", nil, nil)]),
        talk("google/gemma-3-27b-it", [("scaleway", 0.25, 0.5)], sees: true),
    ]

    private static func talk(
        _ id: String, _ providers: [(String, Double?, Double?)], sees: Bool = false, thinks: Bool = false
    ) -> HuggingFaceListedModel {
        let offers = providers.map { provider, input, output in
            var offer = Offer(provider: provider, providerID: id.lowercased(), task: "conversational")
            if let input, let output {
                offer.price = (input, output)
                offer.context = 131_072
            }
            return offer
        }
        return HuggingFaceListedModel(
            id: id, tag: sees ? "image-text-to-text" : "text-generation", offers: offers, sees: sees, thinks: thinks)
    }

    private static func media(
        _ id: String, _ tag: String, _ offers: (String, String)..., isGated: Bool = false
    ) -> HuggingFaceListedModel {
        HuggingFaceListedModel(
            id: id, tag: tag, offers: offers.map { Offer(provider: $0.0, providerID: $0.1, task: tag) },
            isGated: isGated)
    }

    private static let pictures: [HuggingFaceListedModel] = [
        media(
            "black-forest-labs/FLUX.1-dev", "text-to-image", ("fal-ai", "fal-ai/flux/dev"),
            ("replicate", "black-forest-labs/flux-dev"), ("together", "black-forest-labs/FLUX.1-dev"),
            ("wavespeed", "wavespeed-ai/flux-dev")),
        media(
            "black-forest-labs/FLUX.1-schnell", "text-to-image", ("nscale", "black-forest-labs/FLUX.1-schnell"),
            ("together", "black-forest-labs/FLUX.1-schnell"), ("fal-ai", "fal-ai/flux/schnell"),
            ("replicate", "black-forest-labs/flux-schnell")),
        media("black-forest-labs/FLUX.1-Krea-dev", "text-to-image", ("fal-ai", "fal-ai/flux/krea")),
        media("Qwen/Qwen-Image", "text-to-image", ("fal-ai", "fal-ai/qwen-image"), ("replicate", "qwen/qwen-image")),
        media(
            "ByteDance/Hyper-SD", "text-to-image",
            (
                "replicate",
                "bytedance/hyper-flux-16step:382cf8959fb0f0d665b26e7e80b8d6dc3faaef1510f14ce017e8c732bb3d1eb7"
            )),
        media("zai-org/GLM-Image", "text-to-image", ("zai-org", "glm-image")),
        media(
            "stabilityai/stable-diffusion-3-medium-diffusers", "text-to-image",
            ("hf-inference", "stabilityai/stable-diffusion-3-medium-diffusers")),
        media(
            "black-forest-labs/FLUX.1-Kontext-dev", "image-to-image", ("fal-ai", "fal-ai/flux-kontext/dev"),
            ("replicate", "black-forest-labs/flux-kontext-dev"), ("together", "black-forest-labs/FLUX.1-kontext-dev"),
            ("wavespeed", "wavespeed-ai/flux-kontext-dev")),
        media("lllyasviel/sd-controlnet-depth", "image-to-image", ("hf-inference", "lllyasviel/sd-controlnet-depth")),
        HuggingFaceListedModel(
            id: "kontext-community/relighting-kontext-dev-lora-v3", tag: "image-to-image",
            offers: [
                Offer(
                    provider: "fal-ai", providerID: "fal-ai/flux-kontext-lora", task: "image-to-image",
                    weights: "relighting-kontext-dev-lora-v3.safetensors")
            ]),
        media("easel-sandbox/gated-picture", "text-to-image", ("fal-ai", "fal-ai/gated-picture"), isGated: true),
        HuggingFaceListedModel(
            id: "easel-sandbox/ailing-picture", tag: "text-to-image",
            offers: [
                Offer(provider: "fal-ai", providerID: "fal-ai/ailing", task: "text-to-image", status: "error")
            ]),
    ]

    private static let clips: [HuggingFaceListedModel] = [
        media(
            "Wan-AI/Wan2.2-TI2V-5B", "text-to-video", ("fal-ai", "fal-ai/wan/v2.2-5b/text-to-video"),
            ("replicate", "wan-video/wan-2.2-5b-fast"), ("wavespeed", "wavespeed-ai/wan-2.2/t2v-5b-720p")),
        media(
            "tencent/HunyuanVideo", "text-to-video", ("novita", "hunyuan-video-fast"),
            ("fal-ai", "fal-ai/hunyuan-video")),
        media(
            "Lightricks/LTX-Video-0.9.8-13B-distilled", "text-to-video", ("fal-ai", "fal-ai/ltxv-13b-098-distilled")),
        media("Wan-AI/Wan2.2-T2V-A14B", "text-to-video", ("together", "Wan-AI/Wan2.2-T2V-A14B")),
        media("larryvrh/MiniMax-H3-Turbo-Lora", "text-to-video", ("wavespeed", "minimax/h3-turbo-lora")),
        media(
            "Wan-AI/Wan2.2-I2V-A14B", "image-to-video", ("fal-ai", "fal-ai/wan/v2.2-a14b/image-to-video"),
            ("together", "Wan-AI/Wan2.2-I2V-A14B"), ("wavespeed", "wavespeed-ai/wan-2.2/i2v-480p")),
    ]

    private static let sounds: [HuggingFaceListedModel] = [
        media(
            "hexgrad/Kokoro-82M", "text-to-speech", ("fal-ai", "fal-ai/kokoro"), ("deepinfra", "hexgrad/Kokoro-82M"),
            ("together", "hexgrad/Kokoro-82M"),
            ("replicate", "jaaari/kokoro-82m:dfdf537ba482b029e0a761699e6f55e9162cfd159270bfe0e44857caa5f275a6")),
        media("nari-labs/Dia-1.6B", "text-to-speech", ("fal-ai", "fal-ai/dia-tts")),
        media(
            "OuteAI/OuteTTS-0.3-500M", "text-to-speech",
            ("replicate", "jbilcke/oute-tts:39a59319327b27327fa3095149c5a746e7f2aee18c75055c3368237a6503cd26")),
        media(
            "espnet/kan-bayashi_ljspeech_vits", "text-to-speech", ("hf-inference", "espnet/kan-bayashi_ljspeech_vits")),
        media("stabilityai/stable-audio-open-1.0", "text-to-audio", ("fal-ai", "fal-ai/stable-audio")),
        media("ACE-Step/ACE-Step-v1-3.5B", "text-to-audio", ("fal-ai", "fal-ai/ace-step")),
    ]
}
