public import Foundation
internal import Glibc

extension FilmReader {
    /// Writes the last frame of a film as a PNG in its full size, in one step: the file is whole or not there.
    ///
    /// Cancelling the task ends it, and the program it runs.
    @concurrent
    public func writeLastFrame(of file: URL, to place: URL) async throws(DesktopMediaError) {
        let part = place.deletingLastPathComponent().appending(path: ".part-\(place.lastPathComponent)")
        defer { try? FileManager.default.removeItem(at: part) }
        do {
            // Each frame of the last second takes the place of the one before it.
            _ = try await ProgramRun.output(
                of: ffmpeg,
                FFmpeg.input(file, fromEnd: 1) + [
                    "-map", "0:v:0", "-vf", "scale=iw*sar:ih,setsar=1", "-update", "1", "-c:v", "png", "-f", "image2",
                    "-y", "file:" + part.path,
                ], limit: 4096, time: FFmpeg.time)
            // As private as the film itself may be.
            guard chmod(part.path, 0o600) == 0, rename(part.path, place.path) == 0 else {
                throw DesktopMediaError.undecodable
            }
        } catch {
            throw ProgramRun.error(error, missing: [ffmpeg], purpose: FFmpeg.purpose)
        }
    }
}
