import Foundation

/// What a runner does with a body: validation, safety, and the output.
struct FalRunner: Sendable {
    /// What will come out of a request, known to the sandbox from the start.
    enum Outcome: Sendable {
        case success(FalInput)
        case failure(FalFailure, errorType: String)
    }

    let world: SandboxWorld

    /// - Parameter id: the full endpoint id; a path that its application does not have fails on the runner.
    func outcome(id: String, request: SandboxRequest) async -> (outcome: Outcome, notes: [String]) {
        guard let endpoint = FalEndpointTable.endpoint(id) else {
            let path = "/" + id.split(separator: "/").dropFirst(2).joined(separator: "/")
            return (.failure(.unknownPath(path), errorType: "not_found"), [])
        }
        guard let body = JSON(parsing: request.body) else {
            let detail = FalDetail(
                at: [0], "json_invalid", "JSON decode error", input: [:], ctx: ["error": "Expecting value"])
            return (Self.rejected([detail]), [])
        }
        let check = FalInputCheck(body, against: endpoint)
        if !check.details.isEmpty { return (Self.rejected(check.details), check.notes) }
        let prompt = ["prompt", "text"].compactMap { check.values[$0]?.string }.first ?? ""
        if prompt.contains("forbidden-content") { return (Self.rejected([.contentPolicy(input: body)]), check.notes) }
        if prompt.contains("no-media") { return (Self.rejected([.noMedia(input: body)]), check.notes) }
        do {
            let pictureSize = try await look(at: check.values, endpoint: endpoint, origin: request.origin)
            let seed = check.values["seed"]?.integer.map { UInt64(bitPattern: Int64($0)) }
            let input = FalInput(
                endpoint: endpoint, values: check.values, seed: seed ?? world.identifiers.number(below: 1 << 31),
                pictureSize: pictureSize, mediaBase: "\(request.origin)/fal-media/files/",
                clipSide: world.pace.clipSide,
                longestSound: world.pace == .fast ? 2 : SoundRecipe.longest)
            return (.success(input), check.notes)
        } catch {
            return (Self.rejected([error]), check.notes)
        }
    }

    func output(_ input: FalInput, seconds: Double) async -> JSON {
        await FalOutput(input: input, shelf: world.media, inference: seconds).object()
    }

    private static func rejected(_ details: [FalDetail]) -> Outcome {
        let encoded = JSON(parsing: WireEncoder.bytes(["detail": details]))
        return .failure(
            FalFailure(status: 422, body: encoded ?? ["detail": "Unprocessable Entity"]),
            errorType: details.first?.type ?? "value_error")
    }

    /// Opens data URIs and our own files; other addresses are taken on trust, because the sandbox calls nobody.
    private func look(
        at values: [String: JSON], endpoint: FalEndpoint, origin: String
    ) async throws(FalDetail) -> PixelSize? {
        var first: PixelSize?
        for field in endpoint.fields {
            let addresses: [String]
            switch field.kind {
            case .picture: addresses = [values[field.name]?.string].compactMap { $0 }
            case .recording:
                for address in [values[field.name]?.string].compactMap({ $0 }) {
                    try await listen(to: address, field: field.name, origin: origin)
                }
                continue
            case .pictures: addresses = values[field.name]?.array?.compactMap(\.string) ?? []
            default: continue
            }
            for address in addresses {
                let size = try await look(at: address, field: field.name, origin: origin)
                first = first ?? size
            }
        }
        return first
    }

    private func look(at address: String, field: String, origin: String) async throws(FalDetail) -> PixelSize? {
        guard let bytes = try await bytes(at: address, field: field, origin: origin) else { return nil }
        guard let size = PixelCanvas.decodedSize(of: [UInt8](bytes)) else {
            throw FalDetail(
                field, "image_load_error", "Failed to load the image.", input: .string(String(address.prefix(80)))
            )
            .linked()
        }
        return size
    }

    private func listen(to address: String, field: String, origin: String) async throws(FalDetail) {
        guard let bytes = try await bytes(at: address, field: field, origin: origin) else { return }
        let starts: [[UInt8]] = [Array("RIFF".utf8), Array("ID3".utf8), Array("fLaC".utf8), Array("OggS".utf8)]
        let isSound =
            starts.contains { bytes.starts(with: $0) }
            || (bytes.first == 0xFF && bytes.dropFirst().first.map { $0 & 0xE0 } == 0xE0)
        guard isSound else {
            throw FalDetail(
                field, "unsupported_audio_format", "Unsupported audio format.",
                input: .string(String(address.prefix(80))),
                ctx: ["supported_formats": ["mp3", "wav", "flac", "ogg"]]
            ).linked()
        }
    }

    /// Nil for an address elsewhere: the sandbox calls nobody.
    private func bytes(at address: String, field: String, origin: String) async throws(FalDetail) -> Data? {
        let bytes: Data
        if address.hasPrefix("data:") {
            guard let uri = DataURI(address) else { throw Self.undownloadable(field, address) }
            bytes = uri.bytes
        } else if address.hasPrefix("\(origin)/fal-media/files/") {
            let path = String(address.dropFirst("\(origin)/fal-media/files/".count))
            guard let file = await world.media.bytes(at: path) else { throw Self.undownloadable(field, address) }
            bytes = file
        } else if address.hasPrefix("https://") || address.hasPrefix("http://") {
            return nil
        } else {
            throw Self.undownloadable(field, address)
        }
        return bytes
    }

    private static func undownloadable(_ field: String, _ address: String) -> FalDetail {
        FalDetail(
            field, "file_download_error",
            "Failed to download the file. Please check if the URL is accessible and try again.",
            input: .string(String(address.prefix(80)))
        ).linked()
    }
}
