import EaselCore

/// Decides from the bytes what came, and refuses what is no medium.
enum MediaVerdict {
    /// `expected` is the adapter's word, `announced` the transport's.
    static func of(
        _ part: PartFile, expected: MediaType?, announced: MediaType?
    ) throws(EaselError) -> (MediaType, MediaMeasure) {
        guard part.count > 0 else { throw EaselError(.invalidResponse, "The provider sent an empty file.") }
        var type = try type(of: part.prefix, expected, announced)
        let measure = MediaMeasure.read(part.bytes, type: type)
        if type == .mp4, !measure.hasPicture { type = "audio/mp4" }
        return (type, measure)
    }

    /// Types without a signature (`audio/pcm`) are taken at the provider's word. A type that has one and does not show it
    /// is not what it claims to be. Text is a result only where the adapter expects text: a server that announces its own
    /// error page is still sending an error page.
    private static func type(of prefix: [UInt8], _ expected: MediaType?, _ announced: MediaType?) throws(EaselError)
        -> MediaType
    {
        guard let sniffed = MediaTypeSniffer.type(of: prefix) else {
            let declared = expected == .binary ? announced : expected ?? announced
            guard let declared, declared != .binary else { return .binary }
            guard !signed.contains(declared), !isText(declared) else { throw wrong("bytes of no known type", declared) }
            return declared
        }
        guard isText(sniffed) else { return sniffed }
        if let expected, isText(expected), sniffed != "text/html" || expected == sniffed { return expected }
        throw wrong(sniffed.rawValue, expected)
    }

    private static func wrong(_ what: String, _ declared: MediaType?) -> EaselError {
        EaselError(
            .invalidResponse,
            "Where \(declared.map { "\($0)" } ?? "a media file") should be, the provider sent \(what).",
            remedy: "Send again; an address that has expired answers so.")
    }

    private static func isText(_ type: MediaType) -> Bool {
        type.family == "text" || ["application/json", "application/xml"].contains(type)
    }

    private static let signed: Set<MediaType> = [
        .png, .jpeg, .webp, .gif, .svg, "image/avif", .mp4, .quickTime, .webm, .wav, .flac, .ogg, "application/pdf",
    ]
}
