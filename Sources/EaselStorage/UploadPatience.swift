import EaselCore

/// When an upload that failed goes on: a value that is told what happened; somebody else waits.
///
/// The waits are those of wire sheet 7.5: a second, doubled each time, a minute at most, for two minutes without any progress.
struct UploadPatience: Sendable, Hashable {
    private var failures = 0
    private var damages = 0
    private var waited = Duration.zero
    private var confirmed: Int64 = 0

    private static let longest = 60.0
    private static let limit = Duration.seconds(120)

    /// The wait before the next try, nil when it is time to leave it for later. The server's own delay wins.
    ///
    /// - Parameters:
    ///   - bytes: what the server had for certain when it failed.
    ///   - random: from 0 up to 1.
    mutating func wait(after error: EaselError, at bytes: Int64, random: Double) -> Duration? {
        if bytes > confirmed { (failures, waited) = (0, .zero) }
        confirmed = bytes
        // An object that was damaged on its way was removed again: it is sent once more, from its start.
        let isDamaged = error.kind == .invalidResponse
        if isDamaged { damages += 1 }
        guard error.kind.isTransient || isDamaged && damages < 2 else { return nil }
        let ceiling = min(Double(1 << min(failures, 6)), Self.longest)
        failures += 1
        let length = Duration.seconds(error.retryAfterSeconds.map { max(0, $0) } ?? (0.25 + ceiling * random))
        waited += length
        return waited <= Self.limit ? length : nil
    }
}
