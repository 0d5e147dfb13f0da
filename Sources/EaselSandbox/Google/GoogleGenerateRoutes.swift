import Foundation

/// `generateContent`, `streamGenerateContent` and `countTokens` at both doors (sheet 1, 2.2, 5.1).
struct GoogleGenerateRoutes: GoogleRoutes {
    let world: SandboxWorld

    private static let verbs: Set<String> = ["generateContent", "streamGenerateContent", "countTokens"]

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard let verb = call.verb, Self.verbs.contains(verb), let id = call.model, call.request.method == "POST",
            ["vertex", "gemini"].contains(call.surface)
        else { return nil }
        if call.surface == "vertex", call.location?.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) != true {
            return Self.pageNotFound
        }
        guard let model = GoogleModel.named(id, version: call.version), (model.surface ?? call.surface) == call.surface,
            call.location.map({ model.locations.isEmpty || model.locations.contains($0) }) ?? true
        else { throw GoogleFailure.unknownModel(call.resource) }
        guard let body = JSON(parsing: call.request.body) else {
            throw GoogleFailure.invalid("Invalid JSON payload received. Unexpected end of string.")
        }
        let order = try GoogleOrder(body.withCamelCaseNames, model: model, onVertex: call.surface == "vertex")
        if verb == "countTokens" { return Self.count(order) }
        try Self.checkFiles(order)
        let frame = Frame(order: order, id: world.identifiers.letters(22))
        if verb == "streamGenerateContent" {
            try await Task.sleep(for: world.pace.beforeFirstToken)
            return try await stream(order, frame, asEvents: call.request.queryValue("alt") == "sse")
        }
        try await Task.sleep(
            for: order.model.output == .text ? world.pace.beforeFirstToken : world.pace.synchronousImage)
        let answer = await GoogleAnswer(order, world: world)
        return SandboxReply(json: frame.whole(answer))
    }

    private static func count(_ order: GoogleOrder) -> SandboxReply {
        let tokens = Frame.promptTokens(order)
        return SandboxReply(
            json: [
                "totalTokens": tokens, "promptTokensDetails": [["modality": "TEXT", "tokenCount": tokens]],
            ] as JSON)
    }

    /// A file of the Files API belongs to the Gemini API, an object of Cloud Storage to Vertex AI.
    private static func checkFiles(_ order: GoogleOrder) throws {
        for address in order.addresses where order.onVertex && address.contains("/v1beta/files/") {
            throw GoogleFailure(
                status: 403, word: "PERMISSION_DENIED",
                message: "Cannot fetch content from the provided URL \(address).")
        }
    }

    /// A location that does not exist leads to a page (sheet 0.1).
    private static let pageNotFound = SandboxReply(
        status: 404, contentType: "text/html; charset=UTF-8",
        body: Data(
            "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p><b>404.</b> <ins>That’s an error.</ins>\n"
                .utf8))

    private func stream(_ order: GoogleOrder, _ frame: Frame, asEvents: Bool) async throws -> SandboxReply {
        let answer = await GoogleAnswer(order, world: world)
        guard asEvents else { return SandboxReply(json: JSON.array([frame.whole(answer)])) }
        let pace = world.pace
        return SandboxReply { sink in
            if answer.block != nil { return try await sink.send(frame.whole(answer)) }
            for (index, part) in answer.parts.enumerated() {
                try await sink.send(frame.chunk([part], usage: frame.partialUsage))
                // Chunks without parts, and parts without text, occur (sheet 1.5).
                if index == 5 { try await sink.send(frame.chunk(nil, usage: frame.partialUsage)) }
                if index == 9 { try await sink.send(frame.chunk([["text": ""]], usage: frame.partialUsage)) }
                try await Task.sleep(for: pace.token)
            }
            try await sink.send(frame.last(answer))
        }
    }
}

extension GoogleGenerateRoutes {
    /// What is the same in every piece of one answer.
    struct Frame: Sendable {
        let order: GoogleOrder
        let id: String

        static func promptTokens(_ order: GoogleOrder) -> JSON {
            .integer(Int64(TokenSplitter.count(of: order.conversation) + order.media.count * 258))
        }

        var partialUsage: JSON {
            ["promptTokenCount": Self.promptTokens(order), "totalTokenCount": Self.promptTokens(order)]
        }

        /// One piece of a stream. Without parts the content has its role only.
        func chunk(_ parts: [JSON]?, usage: JSON) -> JSON {
            var content: [String: JSON] = ["role": "model"]
            if let parts { content["parts"] = .array(parts) }
            return envelope(["candidates": [["content": .object(content), "index": 0]], "usageMetadata": usage])
        }

        func last(_ answer: GoogleAnswer) -> JSON {
            envelope(["candidates": [candidate(answer, parts: [])], "usageMetadata": usage(answer)])
        }

        func whole(_ answer: GoogleAnswer) -> JSON {
            if let block = answer.block {
                var feedback: [String: JSON] = [
                    "blockReason": .string(block),
                    "safetyRatings": [["category": "HARM_CATEGORY_DANGEROUS_CONTENT", "probability": "HIGH"]],
                ]
                if order.onVertex { feedback["blockReasonMessage"] = "The prompt could not be submitted." }
                return envelope(["promptFeedback": .object(feedback), "usageMetadata": partialUsage])
            }
            return envelope(["candidates": [candidate(answer, parts: answer.parts)], "usageMetadata": usage(answer)])
        }

        private func candidate(_ answer: GoogleAnswer, parts: [JSON]) -> JSON {
            var candidate: [String: JSON] = ["index": 0, "safetyRatings": .null]
            if let finish = answer.finish { candidate["finishReason"] = .string(finish) }
            if let message = answer.finishMessage { candidate["finishMessage"] = .string(message) }
            // A blocked output has no content at all.
            if !parts.isEmpty { candidate["content"] = ["role": "model", "parts": .array(parts)] }
            return .object(candidate)
        }

        private func usage(_ answer: GoogleAnswer) -> JSON {
            let prompt = Self.promptTokens(order).integer ?? 0
            var usage: [String: JSON] = [
                "promptTokenCount": .integer(Int64(prompt)),
                "candidatesTokenCount": .integer(Int64(answer.candidateTokens)),
                "totalTokenCount": .integer(Int64(prompt + answer.candidateTokens + answer.thoughtTokens)),
                "promptTokensDetails": [["modality": "TEXT", "tokenCount": .integer(Int64(prompt))]],
                "candidatesTokensDetails": [
                    [
                        "modality": .string(answer.outputModality),
                        "tokenCount": .integer(Int64(answer.candidateTokens)),
                    ]
                ],
            ]
            if answer.thoughtTokens > 0 { usage["thoughtsTokenCount"] = .integer(Int64(answer.thoughtTokens)) }
            usage[order.onVertex ? "trafficType" : "serviceTier"] = order.onVertex ? "ON_DEMAND" : "standard"
            return .object(usage)
        }

        private func envelope(_ members: [String: JSON]) -> JSON {
            var members = members
            members["modelVersion"] = .string(order.model.id)
            members["responseId"] = .string(id)
            if order.onVertex { members["createTime"] = .string(WireTime.now()) }
            return .object(members)
        }
    }
}
