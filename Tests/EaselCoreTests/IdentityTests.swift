import EaselCore
import Foundation
import Testing

struct IdentityTests {
    @Test(arguments: [
        ("fal", "fal", nil), ("fal:fal-ai/flux/dev", "fal", "fal-ai/flux/dev"),
        ("local:qwen3:0.6b", "local", "qwen3:0.6b"), ("a:b::", "a", "b::"),
        ("huggingface:org/Name@rev", "huggingface", "org/Name@rev"),
    ])
    func `a target is a provider, or a provider and a model`(text: String, provider: String, model: String?) {
        let reference = ModelReference(text)
        #expect(reference?.provider.rawValue == provider)
        #expect(reference?.model?.rawValue == model)
        #expect(reference?.description == text)
    }

    @Test(arguments: ["", ":", "fal:", ":model", "a b", "fal:a b", "fal:\n", "fal\u{0}", "fal:\u{7F}", " fal", "fal "])
    func `what is no target is refused`(text: String) {
        #expect(ModelReference(text) == nil)
    }

    @Test func `ids sort by the time they were made`() {
        var generator = SystemRandomNumberGenerator()
        let ids = (0..<500).map {
            JobID(at: Date(timeIntervalSince1970: 1_795_000_000 + Double($0) / 1000), using: &generator)
        }
        #expect(ids.sorted() == ids)
    }

    @Test func `ids of one moment differ, also in their short form`() {
        var generator = SystemRandomNumberGenerator()
        let now = Date()
        let ids = (0..<2000).map { _ in JobID(at: now, using: &generator) }
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids.map(\.short)).count > ids.count - 5)
        #expect(ids.allSatisfy { $0.short.count == 8 })
    }

    @Test func `an id is a UUID of version 7 in lower case`() throws {
        let id = JobID.new().rawValue
        #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(UUID(uuidString: id) != nil)
    }

    @Test(arguments: [Date.distantPast, Date(timeIntervalSince1970: -1), Date(timeIntervalSince1970: 0)])
    func `a clock before 1970 gives an id all the same`(date: Date) {
        var generator = SystemRandomNumberGenerator()
        #expect(JobID(at: date, using: &generator).rawValue.hasPrefix("00000000-0000-7"))
    }
}
