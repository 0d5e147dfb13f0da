import EaselCore
import EaselProviderKit
import Foundation

/// Attachments as parts: inside the request when small, by the Files API when large, by their address when hosted
/// (wire sheet 1.2).
extension GoogleVertexClient {
    /// Most bytes of files inside one request; as base64 they grow by a third, and 20 MB is what every version of the API
    /// takes.
    static let largestInline = 15 << 20

    /// The Files API's own limit for one file.
    static let largestUpload: Int64 = 2 << 30

    /// The parts for the files of a request, uploaded where they must be. Throws `unsupported` for files that are too
    /// large for Vertex AI, which has no upload.
    func parts(
        for inputs: [MediaInput], at site: GoogleVertexSite
    ) async throws(EaselError) -> [GoogleVertexContent.Part] {
        var parts: [GoogleVertexContent.Part] = []
        var room = Self.largestInline
        for input in inputs {
            if let bytes = input.bytes, bytes.count > room {
                parts.append(try await uploaded(input, bytes, at: site))
            } else {
                room -= input.bytes?.count ?? 0
                parts.append(Self.part(input))
            }
        }
        return parts
    }

    /// The parts as a preview shows them: nothing is uploaded.
    func previewParts(for inputs: [MediaInput]) -> [GoogleVertexContent.Part] {
        var room = Self.largestInline
        return inputs.map { input in
            guard let bytes = input.bytes, bytes.count > room else {
                room -= input.bytes?.count ?? 0
                return Self.part(input)
            }
            return .init(fileData: .init(fileUri: "(uploaded first)", mimeType: input.type.rawValue))
        }
    }

    private static func part(_ input: MediaInput) -> GoogleVertexContent.Part {
        switch input.content {
        case .bytes(let bytes):
            .init(inlineData: .init(mimeType: input.type.rawValue, data: bytes.base64EncodedString()))
        case .hosted(let url):
            .init(fileData: .init(fileUri: url.absoluteString, mimeType: input.type.rawValue))
        }
    }

    private func uploaded(
        _ input: MediaInput, _ bytes: Data, at site: GoogleVertexSite
    ) async throws(EaselError) -> GoogleVertexContent.Part {
        let name = ControlText.oneLine(input.name)
        guard site.platform == .gemini else {
            throw EaselError(
                .unsupported, "\(name) is too large to go inside a request to Vertex AI (\(bytes.count) bytes).",
                remedy: "Copy it to Cloud Storage and attach its gs:// address.", provider: GoogleVertexProvider.id)
        }
        let file = try await upload(bytes, type: input.type, name: name)
        return .init(fileData: .init(fileUri: file.uri, mimeType: input.type.rawValue))
    }
}
