/// Checks that the providers behind the router share; each words a complaint its own way.
struct HuggingFaceFields: Sendable {
    let reader: FieldReader

    /// Reads what a task's body says. Wrong types and absurd values are complaints.
    func work(
        _ provider: String, _ model: HuggingFaceListedModel, _ task: String, prompt: String, seed: UInt64
    ) throws(FieldComplaint) -> HuggingFaceWork {
        var work = HuggingFaceWork(provider: provider, model: model, task: task, prompt: prompt, seed: seed)
        if let given = try reader.integer("seed", in: Int.min...Int.max) {
            work.seed = UInt64(bitPattern: Int64(given))
        }
        _ = try reader.integer("num_inference_steps", in: 1...500)
        _ = try reader.integer("steps", in: 1...500)
        _ = try reader.number("guidance_scale", in: 0...100)
        if let negative = reader.value("negative_prompt"), negative.string == nil {
            guard negative.array?.allSatisfy({ $0.string != nil }) == true else {
                throw reader.complaint("negative_prompt", "str type expected")
            }
        }
        if let frames = try reader.integer("num_frames", in: 1...2000) { work.frames = frames }
        if let width = try reader.integer("width", in: 16...4096),
            let height = try reader.integer("height", in: 16...4096)
        {
            work.size = PixelSize(width: width, height: height)
        }
        if let ratio = try reader.string("aspect_ratio") { work.size = PixelSize(ratio: ratio, side: 1024) }
        return work
    }

    /// Pictures under a field: one address or a list. Data URIs must decode.
    func pictures(_ name: String) throws(FieldComplaint) -> [String] {
        guard let value = reader.value(name) else { return [] }
        let addresses = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
        guard !addresses.isEmpty else { throw reader.complaint(name, "str type expected") }
        var found: [String] = []
        for address in addresses { found.append(try PictureReference(url: address, field: name).summary) }
        return found
    }
}
