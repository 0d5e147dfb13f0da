import EaselCore
import EaselProviderKit
import Foundation

/// From a request for media to the queue (wire sheet A4). Large attachments are uploaded on the way.
extension FalClient {
    func submit<Kind>(
        _ request: MediaRequest<Kind>, customary: [ParameterKey: String]
    ) async throws(EaselError) -> Submission {
        try checkFiles(of: request)
        _ = try FalEndpoint(request.model)
        let addresses = try await addresses(of: request.inputs)
        let files = try fields(for: request, addresses: addresses)
        let wire = FalInputWire(request, files: files, customary: customary)
        let call = try submission(wire, to: request.model)
        let wanted = request.parameters[.count]?.integer.map { Int(clamping: $0) }
        return try await submit(call, Kind.modality, of: request.model, wanted: wanted, warnings: wire.warnings)
    }

    /// What `submit` would send to the queue; an upload that would come before it is only named.
    func preview<Kind>(
        _ request: MediaRequest<Kind>, customary: [ParameterKey: String]
    ) throws(EaselError) -> RequestPreview {
        try checkFiles(of: request)
        let addresses = request.inputs.map { Self.goesInline($0) ? $0.address : "(uploaded: \($0.name))" }
        let files = try fields(for: request, addresses: addresses)
        return queue.preview(
            try submission(FalInputWire(request, files: files, customary: customary), to: request.model))
    }
}
