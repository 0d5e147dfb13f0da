import Foundation

/// `POST /images/generations` of LocalAI and vllm-omni (sheet C5).
struct LocalImages: Sendable {
    let world: SandboxWorld
    let dialect: LocalDialect

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        let order: Order
        do {
            order = try Order(try FieldReader(JSON(parsing: request.body) ?? .null), dialect)
        } catch let complaint as FieldComplaint {
            throw LocalFailure.invalid(complaint.message, dialect, field: complaint.path)
        }
        try await Task.sleep(for: world.pace.synchronousImage)
        let pictures = (0..<order.count).map { recipe(order, $0) }
        if order.form == "file", let first = pictures.first {
            return SandboxReply(contentType: "image/png", body: Data(await first.render()))
                .adding("Content-Disposition", "attachment; filename=\"image.png\"")
        }
        var data: [JSON] = []
        for (index, picture) in pictures.enumerated() {
            data.append(try await item(picture, index, order, request.origin))
        }
        let created = JSON.integer(Int64(Date().timeIntervalSince1970))
        guard dialect == .localAI else {
            return SandboxReply(json: ["created": created, "data": .array(data)] as JSON)
        }
        return SandboxReply(
            json: [
                "created": created, "id": .string(world.identifiers.uuid()), "data": .array(data),
                "usage": ["prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0],
            ] as JSON)
    }

    /// `GET /generated-images/…`.
    func file(_ path: String) async throws -> SandboxReply {
        guard let file = await world.media.file(at: path), let bytes = await world.media.bytes(at: path) else {
            throw LocalFailure.unknownPath(dialect)
        }
        return SandboxReply(contentType: file.mediaType, body: bytes)
    }

    private func recipe(_ order: Order, _ index: Int) -> PictureRecipe {
        PictureRecipe(
            prompt: ([order.prompt] + order.references).joined(separator: "\u{0}"), seed: order.seed &+ UInt64(index),
            size: order.size, format: .png)
    }

    /// An address unless base64 was asked for: that is LocalAI's way; vllm-omni sends base64 and a null address.
    private func item(_ picture: PictureRecipe, _ index: Int, _ order: Order, _ origin: String) async throws -> JSON {
        guard dialect == .localAI, order.form != "b64_json" else {
            let text = JSON.string(Data(await picture.render()).base64EncodedString())
            return dialect == .localAI
                ? ["index": .integer(Int64(index)), "b64_json": text]
                : ["b64_json": text, "url": nil, "revised_prompt": nil]
        }
        let path = await world.media.add(
            MediaShelf.File(name: "b64312.png", mediaType: "image/png", source: .picture(picture)))
        let prefix = dialect.rawValue
        return [
            "index": .integer(Int64(index)), "url": .string("\(origin)/\(prefix)/generated-images/\(path)"),
        ]
    }

    private struct Order: Sendable {
        let prompt: String
        let form: String?
        var references: [String] = []
        var size = PixelSize(width: 512, height: 512)
        let count: Int
        let seed: UInt64

        init(_ fields: FieldReader, _ dialect: LocalDialect) throws {
            let name = try fields.requiredString("model")
            guard let model = dialect.model(name) else { throw LocalFailure.unknownModel(name, dialect) }
            guard model.makes == "image" else {
                throw LocalFailure.invalid("model \(name) does not support image generation", dialect)
            }
            prompt = try fields.requiredString("prompt")
            form = try fields.choice(
                "response_format", of: dialect == .localAI ? ["url", "b64_json"] : ["b64_json", "file"])
            count = try fields.integer("n", in: 1...10) ?? 1
            seed = UInt64(bitPattern: Int64(try fields.integer("seed", in: Int.min...Int.max) ?? 0))
            _ = try fields.integer("step", in: 1...1000)
            _ = try fields.integer("num_inference_steps", in: 1...200)
            _ = try fields.number("guidance_scale", in: 0...20)
            if let text = try fields.string("size") {
                guard let size = PixelSize(text: text) else { throw fields.complaint("size", "size must be WxH") }
                self.size = size
            }
            for reference in try fields.array("ref_images") ?? [] {
                references.append(try Self.look(reference, fields))
            }
        }

        /// An address or bare base64.
        private static func look(_ reference: JSON, _ fields: FieldReader) throws -> String {
            guard let text = reference.string else { throw fields.complaint("ref_images", "expected strings") }
            if text.hasPrefix("http") { return text }
            guard let bytes = Data(base64Encoded: text), PixelCanvas.decodedSize(of: [UInt8](bytes)) != nil else {
                throw fields.complaint("ref_images", "failed to decode the image")
            }
            return String(bytes.count)
        }
    }
}
