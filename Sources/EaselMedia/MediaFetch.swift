import EaselCore
import Foundation

/// Downloads a result into a part file, and goes on where the connection breaks, as long as the server lets it.
struct MediaFetch {
    var part: PartFile
    var source: any MediaSource
    var limits: MediaLimits
    var pace: DownloadPace

    /// Returns the type that the server announced. A download that the server cannot resume fails at its first break: its
    /// caller may begin again.
    func take(_ url: URL, _ trust: URLTrust) async throws(EaselError) -> MediaType? {
        let deadline = pace.uptime() + limits.time
        var declared: MediaType?
        var validator: String?
        var breaks = 0
        var fruitless = 0
        while true {
            let before = part.count
            do throws(EaselError) {
                let download = try await open(url, trust, validator)
                declared = download.declaredType ?? declared
                validator = download.validator
                try begin(download)
                try await read(download, until: deadline)
                return declared
            } catch {
                breaks += 1
                fruitless = part.count == before ? fruitless + 1 : 0
                guard error.kind.isTransient, validator != nil, part.count > 0, fruitless < 4,
                    breaks <= limits.resumptions
                else { throw error }
                try await wait(after: error, fruitless, until: deadline)
            }
        }
    }

    private func open(_ url: URL, _ trust: URLTrust, _ validator: String?) async throws(EaselError) -> MediaDownload {
        try checkCancellation()
        guard let validator else { return try await source.open(url, trust: trust) }
        return try await source.resume(url, trust: trust, at: .init(offset: part.count, validator: validator))
    }

    /// Takes the answer's own word for where it begins.
    private func begin(_ download: MediaDownload) throws(EaselError) {
        if let expected = download.expectedBytes { try part.admit(expected) }
        if download.offset == 0, part.count > 0 { try part.restart() }
        guard download.offset == part.count else {
            throw EaselError(.invalidResponse, "The download went on at another place than it broke off.")
        }
        if download.offset == 0 { part.crc32c = download.crc32c == nil ? nil : CRC32CStream() }
    }

    private func read(_ download: MediaDownload, until deadline: Duration) async throws(EaselError) {
        do {
            for try await piece in download.body {
                try checkCancellation()
                guard pace.uptime() < deadline else { throw tooLong }
                try part.write(piece)
            }
        } catch let error as EaselError {
            throw error
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw EaselError(.unavailable, "The download broke off after \(part.count) bytes.")
        }
        try checkCancellation()
        if let expected = download.expectedBytes, part.count < expected {
            throw EaselError(.unavailable, "The download ended after \(part.count) of \(expected) bytes.")
        }
        guard let stated = download.crc32c, let sum = part.crc32c, sum.value != stated else { return }
        throw EaselError(.invalidResponse, "The download was damaged on its way: its checksum is wrong.")
    }

    /// At once after a break in the middle; longer each time that nothing came, or as long as the server asks.
    private func wait(after error: EaselError, _ fruitless: Int, until deadline: Duration) async throws(EaselError) {
        let steps: [Duration] = [.zero, .seconds(1), .seconds(4), .seconds(15)]
        let asked = Duration.seconds(min(max(error.retryAfterSeconds ?? 0, 0), 120))
        let length = max(steps[min(fruitless, steps.count - 1)], asked)
        guard pace.uptime() + length < deadline else { throw error.kind == .timeout ? error : tooLong }
        guard length > .zero else { return }
        do {
            try await pace.pause(length)
        } catch {
            throw .cancelled
        }
    }

    private var tooLong: EaselError {
        EaselError(.timeout, "The download took longer than \(limits.time.components.seconds) s and was given up.").with
        {
            $0.providerCode = "download-time"
        }
    }

    private func checkCancellation() throws(EaselError) {
        if Task.isCancelled { throw .cancelled }
    }
}
