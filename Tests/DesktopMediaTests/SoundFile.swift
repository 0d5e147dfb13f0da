import Foundation

/// Sound files that tests write.
enum SoundFile {
    /// A folder of the test's own, with a name that tries to be an option and an address.
    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "easel-media-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// A WAV file. `length` is what its header says of the samples, the truth when nil.
    static func wav(
        kind: Int = 1, bits: Int = 16, channels: Int = 1, rate: Int = 8000, samples: [UInt8], length: Int? = nil,
        isExtensible: Bool = false, before: [UInt8] = []
    ) -> Data {
        func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xff) } }
        let frame = channels * bits / 8
        var format = number(isExtensible ? 0xfffe : kind, 2) + number(channels, 2) + number(rate, 4)
        format += number(rate * frame, 4) + number(frame, 2) + number(bits, 2)
        if isExtensible {
            format +=
                number(22, 2) + number(bits, 2) + number(0, 4) + number(kind, 2) + [UInt8](repeating: 0, count: 14)
        }
        var body = Array("WAVE".utf8) + before + Array("fmt ".utf8) + number(format.count, 4) + format
        body += Array("data".utf8) + number(length ?? samples.count, 4) + samples
        return Data(Array("RIFF".utf8) + number(body.count, 4) + body)
    }

    /// Little-endian samples of 16 bits.
    static func signed16(_ values: [Double]) -> [UInt8] {
        values.flatMap { value -> [UInt8] in
            let bits = UInt16(bitPattern: Int16(value * 32_767))
            return [UInt8(bits & 0xff), UInt8(bits >> 8)]
        }
    }

    /// Makes a file with ffmpeg's own generators.
    static func generate(_ arguments: [String], to file: URL) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-v", "error", "-y"] + arguments + [file.path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
