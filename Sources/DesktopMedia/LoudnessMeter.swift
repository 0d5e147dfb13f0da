internal import Foundation

/// Measures how loud a sound is as a whole, in LUFS (ITU-R BS.1770-4, EBU R 128): the ear hears it so, peaks do not tell.
///
/// Takes frames as they come, in memory of one number for every tenth of a second.
public struct LoudnessMeter: Sendable {
    private let channels: Int
    private let framesPerStep: Int
    private let shelf: Biquad
    private let highPass: Biquad
    private var states: [(shelf: Biquad.State, highPass: Biquad.State)]
    private var frame = 0
    private var sum = 0.0
    /// Mean square of every tenth of a second, channels added up.
    private var steps: [Double] = []

    /// A meter for so many frames a second; of more than two channels, all count alike.
    public init(rate: Int, channels: Int) {
        self.channels = max(1, channels)
        framesPerStep = max(1, rate / 10)
        shelf = .shelf(Double(max(1, rate)))
        highPass = .highPass(Double(max(1, rate)))
        states = Array(repeating: (Biquad.State(), Biquad.State()), count: self.channels)
    }

    /// Takes one sample of each channel, from -1 to 1.
    public mutating func add(_ samples: some Collection<Float>) {
        for (channel, sample) in samples.prefix(channels).enumerated() {
            let bright = shelf.next(Double(sample), &states[channel].shelf)
            let heard = highPass.next(bright, &states[channel].highPass)
            sum += heard * heard
        }
        frame += 1
        guard frame == framesPerStep else { return }
        steps.append(sum / Double(framesPerStep))
        (frame, sum) = (0, 0)
    }

    /// Of all that was taken; nil for silence, and for less than 0.4 seconds.
    public var integrated: Double? {
        guard steps.count >= 4 else { return nil }
        // Blocks of 0.4 seconds, one every tenth of a second.
        let blocks = (3..<steps.count).map { end in steps[(end - 3)...end].reduce(0, +) / 4 }
        let audible = blocks.filter { Self.loudness($0) > -70 }
        guard !audible.isEmpty else { return nil }
        let gate = Self.loudness(audible.reduce(0, +) / Double(audible.count)) - 10
        let counted = audible.filter { Self.loudness($0) > gate }
        return counted.isEmpty ? nil : Self.loudness(counted.reduce(0, +) / Double(counted.count))
    }

    private static func loudness(_ power: Double) -> Double { power > 0 ? -0.691 + 10 * log10(power) : -.infinity }
}

/// By how much each of several takes is turned down so that all are equally loud. None is turned up: that could clip.
public enum LoudnessMatch {
    /// Gains in decibels, 0 or less; 0 for what has no loudness.
    public static func gains(_ loudness: [Double?]) -> [Double] {
        let quietest = loudness.compactMap(\.self).filter(\.isFinite).min()
        return loudness.map { value in
            guard let value, value.isFinite, let quietest else { return 0 }
            return quietest - value
        }
    }
}

/// A filter of second order; the coefficients are those of BS.1770 at 48 kHz, carried over to other rates.
private struct Biquad: Sendable {
    struct State: Sendable { var (first, second) = (0.0, 0.0) }

    var b: (Double, Double, Double)
    var a: (Double, Double)

    func next(_ input: Double, _ state: inout State) -> Double {
        let output = b.0 * input + state.first
        state.first = b.1 * input - a.0 * output + state.second
        state.second = b.2 * input - a.1 * output
        return output
    }

    /// What a head does to the higher tones.
    static func shelf(_ rate: Double) -> Biquad {
        let (frequency, gain, quality) = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
        let k = tan(.pi * frequency / rate)
        let high = pow(10, gain / 20)
        let band = pow(high, 0.4996667741545416)
        let norm = 1 + k / quality + k * k
        return Biquad(
            b: (
                (high + band * k / quality + k * k) / norm, 2 * (k * k - high) / norm,
                (high - band * k / quality + k * k) / norm
            ), a: (2 * (k * k - 1) / norm, (1 - k / quality + k * k) / norm))
    }

    /// Deep tones are heard less.
    static func highPass(_ rate: Double) -> Biquad {
        let (frequency, quality) = (38.13547087602444, 0.5003270373238773)
        let k = tan(.pi * frequency / rate)
        let norm = 1 + k / quality + k * k
        return Biquad(b: (1, -2, 1), a: (2 * (k * k - 1) / norm, (1 - k / quality + k * k) / norm))
    }
}
