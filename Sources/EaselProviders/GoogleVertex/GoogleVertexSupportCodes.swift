/// The support codes of Google's safety filters, which stand in a message and nowhere else: the wire sheet (2.2, 3.5)
/// shows no structured field for them.
struct GoogleVertexSupportCodes: Sendable, Hashable {
    let codes: [Int]

    /// Reads `… Support codes: 58061214, 17301594`.
    init(in message: String) {
        guard let match = message.firstMatch(of: /Support codes?:\s*([0-9]+(?:\s*,\s*[0-9]+)*)/) else {
            codes = []
            return
        }
        codes = match.1.split { !$0.isNumber }.compactMap { Int($0) }
    }

    var isEmpty: Bool { codes.isEmpty }

    /// What the filter was about, in a word; nil for codes that nobody published.
    var category: String? { codes.lazy.compactMap { Self.categories[$0] }.first }

    private static let categories: [Int: String] = [
        58_061_214: "child", 17_301_594: "child", 29_310_472: "celebrity", 15_236_754: "celebrity",
        64_151_117: "video safety", 42_237_218: "video safety", 62_263_041: "dangerous content", 57_734_940: "hate",
        22_137_204: "hate", 42_876_398: "other", 29_578_790: "other", 74_803_281: "other", 39_322_892: "people",
        92_201_652: "personal information", 89_371_032: "prohibited content", 49_114_662: "prohibited content",
        63_429_089: "prohibited content", 72_817_394: "prohibited content", 60_599_140: "prohibited content",
        35_561_574: "third-party content", 35_561_575: "third-party content", 90_789_179: "sexual",
        43_188_360: "sexual", 78_610_348: "toxic", 61_493_863: "violence", 56_562_880: "violence",
        32_635_315: "vulgar",
    ]
}
