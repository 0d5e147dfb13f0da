public import Foundation

extension FilmReader {
    /// A frame of a film as a JPEG file whose longer side has at most so many pixels.
    ///
    /// Cancelling the task ends it, and the programs it runs.
    @concurrent
    public func poster(of file: URL, longerSide side: Int) async throws(DesktopMediaError) -> Data {
        do {
            // Many films begin in black.
            let time = try await length(of: file) * 0.15
            for start in time > 0 ? [time, 0] : [0] {
                let bytes = try await jpeg(of: file, at: start, longerSide: side)
                if !bytes.isEmpty { return Data(bytes) }
            }
            throw DesktopMediaError.undecodable
        } catch {
            throw ProgramRun.error(error, missing: [ffmpeg], purpose: FFmpeg.purpose)
        }
    }

    private func jpeg(of file: URL, at seconds: Double, longerSide side: Int) async throws -> [UInt8] {
        let scale =
            "scale=iw*sar:ih,scale='min(\(side),iw)':'min(\(side),ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1,format=yuvj420p"
        return try await ProgramRun.output(
            of: ffmpeg,
            FFmpeg.input(file, from: seconds) + [
                "-map", "0:v:0", "-frames:v", "1", "-vf", scale, "-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe",
                "pipe:1",
            ], limit: 8 << 20, time: FFmpeg.time)
    }
}
