import Foundation

/// What an operation of Veo will come to, known to the sandbox from the start.
struct GoogleVeoWork: Sendable {
    let order: GoogleVeoOrder
    let seed: UInt64
    let side: Int
    let shelf: GoogleStorageShelf

    /// Words of a prompt that ask for a refusal: all clips filtered, some filtered, and an operation that fails.
    private enum Wish {
        static let refused = "forbidden-content"
        static let failed = "failed-operation"
        static let incomplete = "incomplete-result"
    }

    private static let responseType = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse"

    /// The members of a finished operation beside its name (sheet 3.2).
    func result() async -> [String: JSON] {
        if order.prompt.contains(Wish.failed) {
            // A gRPC code, without a status word; only the numbers at the end say what it was (sheet 3.2, 3.5).
            let message =
                "Veo could not generate videos because the input image violates Agent Platform's usage guidelines. "
                + "If you think this was an error, send feedback. Support codes: 15236754"
            return ["error": ["code": 3, "message": .string(message)]]
        }
        let filtered = filteredCount
        var videos: [JSON] = []
        for index in 0..<(order.count - filtered) { videos.append(await video(index)) }
        var response: [String: JSON] = ["@type": .string(Self.responseType), "videos": .array(videos)]
        // The count is left out of some answers; fewer videos than asked for tell the same (sheet 3.2).
        if filtered > 0 {
            response["raiMediaFilteredCount"] = .integer(Int64(filtered))
            response["raiMediaFilteredReasons"] = .array(
                Array(repeating: .string(Self.reason), count: filtered))
        } else if order.count > 1 {
            response["raiMediaFilteredCount"] = 0
        }
        return ["response": .object(response)]
    }

    private static let reason =
        "17301594: We encountered an issue with the audio or the picture of your video. You have not been charged."

    private var filteredCount: Int {
        if order.prompt.contains(Wish.refused) { return order.count }
        return order.prompt.contains(Wish.incomplete) ? 1 : 0
    }

    private func video(_ index: Int) async -> JSON {
        let clip = ClipRecipe(
            prompt: order.prompt, seed: seed &+ UInt64(index),
            size: PixelSize(ratio: order.ratio, side: 1024).fitting(side), framesPerSecond: 24,
            seconds: Double(order.seconds))
        let bytes = Data(await clip.render())
        guard let storage = order.storage else {
            return ["bytesBase64Encoded": .string(bytes.base64EncodedString()), "mimeType": "video/mp4"]
        }
        let address = (storage.hasSuffix("/") ? storage : storage + "/") + "\(seed)/sample_\(index).mp4"
        await shelf.deliver(bytes, to: address, type: "video/mp4")
        return ["gcsUri": .string(address), "mimeType": "video/mp4"]
    }
}
