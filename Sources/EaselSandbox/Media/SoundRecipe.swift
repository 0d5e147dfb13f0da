import CSandboxMedia
import Foundation

/// Everything that decides the samples of a sound: one channel, the same for the same text.
struct SoundRecipe: Sendable, Hashable {
    /// What plays.
    enum Style: Sendable, Hashable {
        case tune
        /// Syllables without words.
        case voice
    }

    let text: String
    let seconds: Double
    let style: Style

    /// Longest sound the sandbox plays.
    static let longest = 600.0

    init(text: String, seconds: Double, style: Style = .tune) {
        self.text = text
        self.seconds = seconds.isFinite ? min(max(seconds, 0.05), Self.longest) : 1
        self.style = style
    }

    /// A voice that takes about as long as reading the text aloud.
    init(spoken text: String, speed: Double = 1) {
        self.init(text: text, seconds: 0.4 + Double(text.count) / (14 * max(speed, 0.1)), style: .voice)
    }

    /// Signed 16-bit little-endian samples without a header.
    func pcm(rate: Int) -> Data {
        var data = Data(capacity: count(rate: rate) * 2)
        for sample in samples(rate: rate) {
            data.append(UInt8(truncatingIfNeeded: sample))
            data.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        return data
    }

    /// The samples behind the 44 bytes of a RIFF header.
    func wav(rate: Int) -> Data {
        let pcm = pcm(rate: rate)
        var data = Data("RIFF".utf8)
        data.append(littleEndian: UInt32(36 + pcm.count))
        data.append(Data("WAVEfmt ".utf8))
        data.append(littleEndian: UInt32(16))
        data.append(littleEndian: UInt16(1))
        data.append(littleEndian: UInt16(1))
        data.append(littleEndian: UInt32(rate))
        data.append(littleEndian: UInt32(rate * 2))
        data.append(littleEndian: UInt16(2))
        data.append(littleEndian: UInt16(16))
        data.append(Data("data".utf8))
        data.append(littleEndian: UInt32(pcm.count))
        data.append(pcm)
        return data
    }

    /// Constant-rate MP3, or nil for a rate that MP3 does not know.
    func mp3(rate: Int, kilobits: Int = 64) -> Data? {
        var length = 0
        let samples = samples(rate: rate)
        guard
            let encoded = sandbox_encode_mp3(samples, Int64(samples.count), Int32(rate), Int32(kilobits), &length)
        else { return nil }
        defer { sandbox_release(encoded) }
        return Data(bytes: encoded, count: length)
    }

    /// The file in the format; empty only when memory is short.
    @concurrent
    func render(as format: SoundFormat) async -> Data {
        switch format {
        case .mp3(let rate): mp3(rate: rate) ?? Data()
        case .wav(let rate): wav(rate: rate)
        case .pcm(let rate): pcm(rate: rate)
        }
    }

    private func count(rate: Int) -> Int { Int(seconds * Double(rate)) }

    private func samples(rate: Int) -> [Int16] {
        var random = StableRandom(text: text)
        var sound = sandbox_sound(
            seed: random.next(), count: Int64(count(rate: rate)), rate: Int32(rate), spoken: style == .voice ? 1 : 0)
        var samples = [Int16](repeating: 0, count: count(rate: rate))
        _ = sandbox_compose(&sound, &samples)
        return samples
    }
}

extension Data {
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
