/// One input of an endpoint, as its schema declares it.
struct FalField: Sendable {
    enum Kind: Sendable {
        /// Text with at least so many characters.
        case text(least: Int)
        case choice([String])
        case integer(ClosedRange<Int>?)
        /// Integer literals; the same digits as text are refused.
        case integerChoice([Int])
        case number(ClosedRange<Double>)
        case flag
        /// A preset or `{width, height}`.
        case imageSize(presets: [String])
        /// Address or data URI of a picture.
        case picture
        case pictures(most: Int)
        /// Address or data URI of a sound.
        case recording
        /// An object with fields of its own.
        case settings([FalField])
    }

    let name: String
    let kind: Kind
    var isRequired = false
    /// Accepts null.
    var isNullable = false
    var usual: JSON?
    var about = ""

    static func prompt() -> FalField {
        FalField(name: "prompt", kind: .text(least: 1), isRequired: true, about: "The prompt to generate from")
    }

    static func choice(_ name: String, _ values: [String], usual: String? = nil) -> FalField {
        FalField(name: name, kind: .choice(values), usual: usual.map(JSON.string))
    }

    static func flag(_ name: String, usual: Bool) -> FalField {
        FalField(name: name, kind: .flag, usual: .bool(usual))
    }

    static func integer(_ name: String, _ range: ClosedRange<Int>, usual: Int64) -> FalField {
        FalField(name: name, kind: .integer(range), usual: .integer(usual))
    }

    static func number(_ name: String, _ range: ClosedRange<Double>, usual: Double) -> FalField {
        FalField(name: name, kind: .number(range), usual: .number(usual))
    }

    static let seed = FalField(
        name: "seed", kind: .integer(nil), isNullable: true, about: "The same seed and prompt give the same result")
    static let negativePrompt = FalField(name: "negative_prompt", kind: .text(least: 0), usual: "")
    static let picture = FalField(name: "image_url", kind: .picture, isRequired: true, about: "URL of the input image")
    static let pictures = FalField(
        name: "image_urls", kind: .pictures(most: 14), isRequired: true, about: "URLs of the input images")
    static func optionalPicture(_ name: String) -> FalField {
        FalField(name: name, kind: .picture, isNullable: true, about: "URL of a further image")
    }

    static func requiredPicture(_ name: String) -> FalField {
        FalField(name: name, kind: .picture, isRequired: true, about: "URL of the image")
    }

    static let spokenText = FalField(name: "text", kind: .text(least: 1), isRequired: true, about: "The text")
    static let audioSetting = FalField(
        name: "audio_setting",
        kind: .settings([
            FalField(
                name: "sample_rate", kind: .integerChoice([8000, 16_000, 22_050, 24_000, 32_000, 44_100]), usual: 32_000
            ),
            FalField(name: "bitrate", kind: .integerChoice([32_000, 64_000, 128_000, 256_000]), usual: 128_000),
            .choice("format", ["mp3", "pcm", "flac"], usual: "mp3"),
        ]))
    static let syncMode = flag("sync_mode", usual: false)
    static let safetyChecker = flag("enable_safety_checker", usual: true)
    static let safetyTolerance = choice("safety_tolerance", ["1", "2", "3", "4", "5", "6"], usual: "4")

    static let sizePresets = [
        "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9",
    ]

    static func imageSize(usual: String, more: [String] = []) -> FalField {
        FalField(name: "image_size", kind: .imageSize(presets: sizePresets + more), usual: .string(usual))
    }
}
