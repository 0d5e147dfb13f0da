/// Encodings of sound the sandbox writes, with samples per second.
enum SoundFormat: Sendable, Hashable {
    case mp3(rate: Int)
    case wav(rate: Int)
    case pcm(rate: Int)

    var mediaType: String {
        switch self {
        case .mp3: "audio/mpeg"
        case .wav: "audio/wav"
        case .pcm: "audio/pcm"
        }
    }

    var fileExtension: String {
        switch self {
        case .mp3: "mp3"
        case .wav: "wav"
        case .pcm: "pcm"
        }
    }
}
