public import EaselCore

/// What a provider's property names mean.
public struct SchemaDialect: Sendable {
    /// Common parameters by property name.
    public var keys: [String: ParameterKey]
    /// Names under which the prompt goes, best first; the first that is there is the prompt.
    public var prompts: [String]
    /// What files of a property are for, by its name; other files are references (for a clip, the first frame).
    public var roles: [String: AttachmentRole]
    /// Names of properties that are files although nothing in their schema says so.
    public var files: Set<String>
    /// Names that are left out: the adapter writes them, or they mean nothing to a person here.
    public var omitted: Set<String>
    /// Largest file that reaches the provider, in bytes.
    public var maximumBytes: Int64?
    /// The provider fetches `https` addresses itself.
    public var takesAddresses: Bool

    public init(
        keys: [String: ParameterKey] = SchemaDialect.customaryKeys,
        prompts: [String] = SchemaDialect.customaryPrompts,
        omitted: Set<String> = [], maximumBytes: Int64? = nil, takesAddresses: Bool = false
    ) {
        self.keys = keys
        self.prompts = prompts
        self.roles = Self.customaryRoles
        self.files = Self.customaryFiles
        self.omitted = omitted
        self.maximumBytes = maximumBytes
        self.takesAddresses = takesAddresses
    }

    /// Names that model authors use for the common parameters, at fal.ai (wire sheet A19) and Replicate (B13) alike.
    public static let customaryKeys: [String: ParameterKey] = [
        "aspect_ratio": .aspectRatio, "ratio": .aspectRatio, "image_size": .size, "video_size": .size, "size": .size,
        "resolution": .resolution, "num_images": .count, "num_outputs": .count, "number_of_images": .count,
        "seed": .seed, "negative_prompt": .negativePrompt, "duration": .durationSeconds,
        "duration_seconds": .durationSeconds, "seconds_total": .durationSeconds, "generate_audio": .generateAudio,
        "quality": .quality, "style": .style, "num_inference_steps": .steps, "steps": .steps,
        "number_of_steps": .steps, "num_steps": .steps, "guidance_scale": .guidanceScale, "cfg_scale": .guidanceScale,
        "guidance": .guidanceScale, "output_format": .format, "audio_format": .format, "voice": .voice,
        "voice_id": .voice, "language": .language, "language_code": .language, "language_boost": .language,
        "speed": .speed, "lyrics": .lyrics, "lyrics_prompt": .lyrics, "system_prompt": .system,
        "temperature": .temperature, "top_p": .topP, "max_tokens": .maxOutputTokens,
        "max_completion_tokens": .maxOutputTokens, "max_new_tokens": .maxOutputTokens,
    ]

    public static let customaryPrompts = ["prompt", "text", "input", "gen_text", "tags", "text_prompt"]

    public static let customaryRoles: [String: AttachmentRole] = [
        "first_frame": .first, "first_frame_url": .first, "first_frame_image": .first, "first_frame_image_url": .first,
        "start_image": .first, "start_image_url": .first, "start_frame": .first,
        "last_frame": .last, "last_frame_url": .last, "last_frame_image": .last, "last_frame_image_url": .last,
        "end_image": .last, "end_image_url": .last, "end_frame": .last, "tail_image_url": .last, "tail_image": .last,
        "mask": .mask, "mask_url": .mask, "mask_image": .mask, "mask_image_url": .mask,
    ]

    public static let customaryFiles: Set<String> = [
        "image", "images", "image_input", "input_image", "input_images", "reference_image", "reference_images",
        "first_frame", "last_frame", "start_image", "end_image", "mask", "mask_image", "audio", "input_audio", "video",
        "input_video",
    ]
}
