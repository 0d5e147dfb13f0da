import EaselCore
import Foundation

/// Brings what a reference points at into a part file, in pieces.
struct MediaIntake {
    var part: PartFile
    var source: any MediaSource
    var limits: MediaLimits
    var pace: DownloadPace

    /// Returns the type that the transport announced: a data address or a server's header.
    func take(_ media: MediaReference) async throws(EaselError) -> MediaType? {
        switch media.source {
        case .bytes(let data):
            try takeBytes(data)
            return nil
        case .base64(let text):
            try takeBase64(text.utf8)
            return nil
        case .dataURI(let text):
            return try takeDataURI(text)
        case .url(let url, let trust):
            return try await MediaFetch(part: part, source: source, limits: limits, pace: pace).take(url, trust)
        }
    }

    private static let pieceLength = 65_536

    private func takeBytes(_ data: Data) throws(EaselError) {
        var rest = data[...]
        while !rest.isEmpty {
            try checkCancellation()
            try part.write(Array(rest.prefix(Self.pieceLength)))
            rest = rest.dropFirst(Self.pieceLength)
        }
    }

    private func takeBase64(_ text: some Collection<UInt8>) throws(EaselError) {
        var decoder = Base64Stream()
        try inPieces(text) { piece, output in decoder.decode(piece, into: &output) }
        var tail: [UInt8] = []
        guard decoder.finish(into: &tail) else { throw Self.garbled }
        try part.write(tail)
    }

    private func takeDataURI(_ text: String) throws(EaselError) -> MediaType? {
        guard let head = DataURIHead(text) else {
            throw EaselError(.invalidResponse, "The provider sent a data address that cannot be read.")
        }
        let payload = text.utf8.dropFirst(head.payloadOffset)
        if head.isBase64, !payload.prefix(4096).contains(UInt8(ascii: "%")) {
            try takeBase64(payload)
        } else if head.isBase64 {
            try takePercentBase64(payload)
        } else {
            var decoder = PercentStream()
            try inPieces(payload) { piece, output in decoder.decode(piece, into: &output) }
            guard decoder.finish() else { throw Self.garbled }
        }
        return head.declaredType
    }

    /// Some escape the `+`, `/` and `=` of base64.
    private func takePercentBase64(_ text: some Collection<UInt8>) throws(EaselError) {
        var escapes = PercentStream()
        var decoder = Base64Stream()
        try inPieces(text) { piece, output in
            var plain: [UInt8] = []
            return escapes.decode(piece, into: &plain) && decoder.decode(plain, into: &output)
        }
        var tail: [UInt8] = []
        guard escapes.finish(), decoder.finish(into: &tail) else { throw Self.garbled }
        try part.write(tail)
    }

    private func inPieces<Text: Collection<UInt8>>(
        _ text: Text, _ decode: (Text.SubSequence, inout [UInt8]) -> Bool
    ) throws(EaselError) {
        var start = text.startIndex
        while start < text.endIndex {
            try checkCancellation()
            let end = text.index(start, offsetBy: Self.pieceLength, limitedBy: text.endIndex) ?? text.endIndex
            var output: [UInt8] = []
            output.reserveCapacity(Self.pieceLength)
            guard decode(text[start..<end], &output) else { throw Self.garbled }
            try part.write(output)
            start = end
        }
    }

    private func checkCancellation() throws(EaselError) {
        if Task.isCancelled { throw .cancelled }
    }

    private static var garbled: EaselError {
        EaselError(.invalidResponse, "The provider sent media whose text encoding is garbled.")
    }
}
