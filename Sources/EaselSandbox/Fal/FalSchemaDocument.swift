/// The OpenAPI 3.0 document of one endpoint, generated from the table (sheet A18).
struct FalSchemaDocument: Sendable {
    private let endpoint: FalEndpoint

    init(_ endpoint: FalEndpoint) {
        self.endpoint = endpoint
    }

    var document: JSON {
        let path = "/\(endpoint.id)"
        let parameter: JSON = ["name": "request_id", "in": "path", "required": true, "schema": ["type": "string"]]
        return [
            "openapi": "3.0.4",
            "info": [
                "title": .string("Queue OpenAPI for \(endpoint.id)"), "version": "1.0.0",
                "description": .string("The OpenAPI schema for the \(endpoint.id) queue."),
                "x-fal-metadata": [
                    "endpointId": .string(endpoint.id), "category": .string(endpoint.category),
                    "playgroundUrl": .string("https://fal.ai/models/\(endpoint.id)"),
                ],
            ],
            "components": [
                "securitySchemes": ["apiKeyAuth": ["type": "apiKey", "in": "header", "name": "Authorization"]],
                "schemas": schemas,
            ],
            "paths": .object([
                path: [
                    "post": [
                        "requestBody": [
                            "required": true, "content": ["application/json": ["schema": reference("\(stem)Input")]],
                        ],
                        "responses": ["200": answer(reference("QueueStatus"))],
                    ]
                ],
                "\(path)/requests/{request_id}": [
                    "get": ["parameters": [parameter], "responses": ["200": answer(reference("\(stem)Output"))]]
                ],
                "\(path)/requests/{request_id}/status": [
                    "get": ["parameters": [parameter], "responses": ["200": answer(reference("QueueStatus"))]]
                ],
                "\(path)/requests/{request_id}/cancel": [
                    "put": ["parameters": [parameter], "responses": ["200": answer(["type": "object"])]]
                ],
            ]),
            "servers": [["url": "https://queue.fal.run"]], "security": [["apiKeyAuth": []]],
        ]
    }

    /// `fal-ai/flux/dev` becomes `FluxDev`.
    private var stem: String {
        endpoint.id.split(separator: "/").dropFirst().joined(separator: "-")
            .split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

    private func answer(_ schema: JSON) -> JSON {
        ["description": "The request status.", "content": ["application/json": ["schema": schema]]]
    }

    private var schemas: JSON {
        .object([
            "\(stem)Input": inputSchema,
            "\(stem)Output": outputSchema,
            "ImageSize": [
                "title": "ImageSize", "type": "object", "x-fal-order-properties": ["width", "height"],
                "properties": [
                    "width": ["type": "integer", "default": 512, "exclusiveMinimum": 0, "maximum": 14142],
                    "height": ["type": "integer", "default": 512, "exclusiveMinimum": 0, "maximum": 14142],
                ],
            ],
            "File": [
                "title": "File", "type": "object", "required": ["url"],
                "properties": [
                    "url": ["type": "string"], "content_type": ["anyOf": [["type": "string"], ["type": "null"]]],
                    "file_name": ["anyOf": [["type": "string"], ["type": "null"]]],
                    "file_size": ["anyOf": [["type": "integer"], ["type": "null"]]],
                ],
            ],
            "QueueStatus": [
                "type": "object", "required": ["status", "request_id"],
                "properties": [
                    "status": ["type": "string", "enum": ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]],
                    "request_id": ["type": "string"], "response_url": ["type": "string"],
                    "status_url": ["type": "string"], "cancel_url": ["type": "string"],
                    "queue_position": ["type": "integer"],
                ],
            ],
        ])
    }

    private var inputSchema: JSON {
        let properties = endpoint.fields.map { ($0.name, $0.schema) }
        return [
            "title": .string("\(stem)Input"), "type": "object",
            "x-fal-order-properties": .array(endpoint.fields.map { .string($0.name) }),
            "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
            "required": .array(endpoint.fields.filter(\.isRequired).map { .string($0.name) }),
        ]
    }

    private var outputSchema: JSON {
        let (key, member) = mainOutput
        var properties = [key: member]
        switch endpoint.output {
        case .flux, .seeded, .seededVideo, .rewrittenVideo, .seededSound, .song, .enlarged:
            properties["seed"] = ["type": "integer"]
        case .writing:
            properties["partial"] = ["type": "boolean", "default": false]
            properties["reasoning"] = ["anyOf": [["type": "string"], ["type": "null"]]]
        case .cutout: properties["mask_image"] = ["anyOf": [reference("File"), ["type": "null"]]]
        default: break
        }
        return [
            "title": .string("\(stem)Output"), "type": "object", "properties": .object(properties),
            "required": [.string(key)],
        ]
    }

    private var mainOutput: (String, JSON) {
        let file: JSON = ["title": "Result", "allOf": [reference("File")]]
        return switch endpoint.output {
        case .flux, .banana, .seeded, .plain: ("images", ["type": "array", "items": reference("File")])
        case .enlarged, .cutout: ("image", file)
        case .video, .seededVideo, .rewrittenVideo: ("video", file)
        case .sound, .seededSound, .song, .voice, .timedVoice: ("audio", file)
        case .soundFile: ("audio_file", file)
        case .writing: ("output", ["type": "string", "title": "Output"])
        }
    }
}
