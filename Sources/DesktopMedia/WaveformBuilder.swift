internal import TerminalUI

/// Gathers peaks of a sound of unknown length in memory of a fixed size: when it is full, neighbours become one.
struct WaveformBuilder: Sendable {
    private static let most = 2048

    /// Samples so far.
    private(set) var count = 0
    private var levels: [Float] = []
    private var samplesPerLevel = 1
    private var samplesInPeak = 0
    private var peak: Float = 0
    /// The first byte of a sample whose second one is in the next piece.
    private var half: UInt8?

    /// Takes the next sample, from -1 to 1.
    mutating func add(_ sample: Float) {
        peak = max(peak, abs(sample))
        count += 1
        samplesInPeak += 1
        guard samplesInPeak == samplesPerLevel else { return }
        levels.append(peak)
        (peak, samplesInPeak) = (0, 0)
        if levels.count == Self.most { halve() }
    }

    /// Takes little-endian samples of 16 bits, wherever the pieces are cut.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        if let low = half, !bytes.isEmpty {
            add(low, bytes[0])
            index = 1
            half = nil
        }
        while index + 1 < bytes.count {
            add(bytes[index], bytes[index + 1])
            index += 2
        }
        if index < bytes.count { half = bytes[index] }
    }

    /// The whole, when a second has so many samples.
    func waveform(rate: Double) -> Waveform {
        let rest = samplesInPeak > 0 ? [peak] : []
        return Waveform(levels: levels + rest, seconds: rate > 0 ? Double(count) / rate : 0)
    }

    private mutating func add(_ low: UInt8, _ high: UInt8) {
        add(Float(Int16(bitPattern: UInt16(high) << 8 | UInt16(low))) / 32_768)
    }

    private mutating func halve() {
        levels = stride(from: 0, to: levels.count, by: 2).map { max(levels[$0], levels[min($0 + 1, levels.count - 1)]) }
        samplesPerLevel *= 2
    }
}
