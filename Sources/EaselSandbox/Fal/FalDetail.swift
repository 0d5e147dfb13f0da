/// One item of a 422 body, as pydantic writes it (sheet A12).
struct FalDetail: Encodable, Sendable, Error {
    private(set) var loc: [JSON]
    let msg: String
    let type: String
    var ctx: JSON?
    var input: JSON?
    var url: String?

    init(_ field: String?, _ type: String, _ msg: String, input: JSON? = nil, ctx: JSON? = nil) {
        loc = ["body"] + (field.map { [JSON.string($0)] } ?? [])
        self.type = type
        self.msg = msg
        self.input = input
        self.ctx = ctx
    }

    init(at path: [JSON], _ type: String, _ msg: String, input: JSON? = nil, ctx: JSON? = nil) {
        loc = ["body"] + path
        self.type = type
        self.msg = msg
        self.input = input
        self.ctx = ctx
    }

    /// The same complaint about a field inside an object.
    func within(_ name: String) -> FalDetail {
        var copy = self
        copy.loc.insert(.string(name), at: 1)
        return copy
    }

    /// fal's own kinds carry a link to their explanation.
    func linked() -> FalDetail {
        var copy = self
        copy.url = "https://docs.fal.ai/errors/#\(type)"
        return copy
    }

    static func contentPolicy(input: JSON) -> FalDetail {
        FalDetail(
            "prompt", "content_policy_violation",
            "The content could not be processed because it contained material flagged by a content checker.",
            input: input
        ).linked()
    }

    static func noMedia(input: JSON) -> FalDetail {
        FalDetail(
            "prompt", "no_media_generated", "The model did not generate the expected output for this prompt.",
            input: input
        ).linked()
    }
}
