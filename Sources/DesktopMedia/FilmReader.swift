public import TerminalUI

public import struct Foundation.URL

/// Takes a poster and a strip of frames out of a film, through ffmpeg and ffprobe.
public struct FilmReader: Sendable {
    let ffmpeg: String
    private let ffprobe: String

    /// A reader that uses these programs, found through PATH.
    public init(ffmpeg: String = "ffmpeg", ffprobe: String = "ffprobe") {
        self.ffmpeg = ffmpeg
        self.ffprobe = ffprobe
    }

    /// A poster that fits into `poster` pixels and at most `count` frames that fit into `frame` pixels each.
    ///
    /// Cancelling the task ends it, and the programs it runs.
    @concurrent
    public func film(
        of file: URL, poster: Size, frame: Size, count: Int
    ) async throws(DesktopMediaError) -> Film {
        do {
            let seconds = try await length(of: file)
            async let strip = frames(of: file, seconds: seconds, fitting: frame, count: count)
            // Many films begin in black.
            let early = try await picture(of: file, at: seconds * 0.15, fitting: poster)
            let first = early == nil ? try await picture(of: file, at: 0, fitting: poster) : nil
            guard let poster = early ?? first else { throw DesktopMediaError.undecodable }
            return Film(poster: poster, frames: try await strip, seconds: seconds)
        } catch {
            throw ProgramRun.error(error, missing: [ffmpeg], purpose: FFmpeg.purpose)
        }
    }

    /// In seconds; 0 when the file does not tell.
    func length(of file: URL) async throws -> Double {
        let options = [
            "-select_streams", "v:0", "-show_entries", "format=duration:stream=duration", "-of",
            "default=noprint_wrappers=1:nokey=1",
        ]
        let bytes = try await ProgramRun.output(
            of: ffprobe, FFmpeg.probe(file, options), limit: 4096, time: FFmpeg.time)
        let numbers = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap {
            Double($0)
        }
        return numbers.first { $0.isFinite && $0 > 0 } ?? 0
    }

    private func frames(of file: URL, seconds: Double, fitting box: Size, count: Int) async throws -> [PixelImage] {
        guard count > 0, !box.isEmpty, seconds > 0 else { return [] }
        var frames: [PixelImage] = []
        for index in 0..<count {
            let time = seconds * (Double(index) + 0.5) / Double(count)
            if let frame = try await picture(of: file, at: time, fitting: box) { frames.append(frame) }
        }
        return frames
    }

    /// One frame; nil when there is none at that time.
    private func picture(of file: URL, at seconds: Double, fitting box: Size) async throws -> PixelImage? {
        guard !box.isEmpty else { return nil }
        let scale =
            "scale=iw*sar:ih,scale=\(box.width):\(box.height):force_original_aspect_ratio=decrease:flags=area,setsar=1,format=rgb24"
        let arguments =
            FFmpeg.input(file, from: seconds) + [
                "-map", "0:v:0", "-frames:v", "1", "-vf", scale, "-c:v", "ppm", "-f", "image2pipe", "pipe:1",
            ]
        let bytes = try await ProgramRun.output(
            of: ffmpeg, arguments, limit: box.width * box.height * 3 + 4096, time: FFmpeg.time)
        return PortablePixmap.image(bytes)
    }
}
