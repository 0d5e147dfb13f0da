public import struct Foundation.URL

/// Measures how loud a sound file is as a whole, so that two takes can be heard equally loud: WAV by itself, everything else
/// through ffmpeg.
public struct LoudnessReader: Sendable {
    private static let rate = 48_000
    /// A longer sound is cut there.
    private static let mostSeconds = 2 * 3600

    private let ffmpeg: String

    /// A reader that uses the program `ffmpeg`, found through PATH.
    public init(ffmpeg: String = "ffmpeg") {
        self.ffmpeg = ffmpeg
    }

    /// The loudness of `file` in LUFS; nil for silence, and for less than 0.4 seconds. Cancelling the task ends it.
    @concurrent
    public func loudness(of file: URL) async throws(DesktopMediaError) -> Double? {
        if let found = try WAVFile.loudness(of: file.path) { return found.value }
        let arguments =
            FFmpeg.input(file) + [
                "-map", "0:a:0", "-ac", "2", "-ar", "\(Self.rate)", "-t", "\(Self.mostSeconds)", "-f", "s16le",
                "pipe:1",
            ]
        do {
            let samples = try await ProgramRun.stream(
                of: ffmpeg, arguments, time: FFmpeg.time,
                into: StereoSamples(LoudnessMeter(rate: Self.rate, channels: 2))
            ) {
                $0.add($1)
            }
            return samples.meter.integrated
        } catch {
            throw ProgramRun.error(error, missing: [ffmpeg], purpose: FFmpeg.purpose, lookingFor: "sound")
        }
    }

    /// By how many decibels each of several takes is turned down so that all are equally loud; 0 for what cannot be measured.
    public func gains(of files: [URL]) async -> [Double] {
        var loudness: [Double?] = []
        for file in files { loudness.append((try? await self.loudness(of: file)) ?? nil) }
        return LoudnessMatch.gains(loudness)
    }
}

/// Takes little-endian stereo frames of 16 bits, wherever the pieces are cut.
struct StereoSamples: Sendable {
    private(set) var meter: LoudnessMeter
    private var rest: [UInt8] = []

    init(_ meter: LoudnessMeter) { self.meter = meter }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            rest.append(byte)
            guard rest.count == 4 else { continue }
            meter.add([Self.sample(rest[0], rest[1]), Self.sample(rest[2], rest[3])])
            rest.removeAll(keepingCapacity: true)
        }
    }

    private static func sample(_ low: UInt8, _ high: UInt8) -> Float {
        Float(Int16(bitPattern: UInt16(high) << 8 | UInt16(low))) / 32_768
    }
}
