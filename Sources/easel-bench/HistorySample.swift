import EaselCore
import Foundation

/// Generations as people make them over years: prompts and answers in six languages, words as rare and as common as words are,
/// every status, costs, files, and now and then a star, a rating, a tag or a note.
struct HistorySample {
    private var random: SplitMix
    private let vocabulary: [String]
    private let start = Date(timeIntervalSince1970: 1_700_000_000)
    private let span: Double = 94_000_000
    private let total: Int

    /// In one of two hundred thousand prompts.
    static let rareWord = "zyzzyva"
    /// In about a third of all.
    static let commonWord = "light"

    init(total: Int, seed: UInt64 = 7) {
        self.total = max(1, total)
        var random = SplitMix(state: seed)
        let syllables = [
            "ka", "lo", "mi", "ne", "ru", "ta", "vo", "shi", "ber", "gra", "pel", "ton", "fin", "dar", "esk", "ulm",
        ]
        vocabulary = (0..<20_000).map { _ in
            (0..<Int.random(in: 2...4, using: &random)).map { _ in syllables.randomElement(using: &random) ?? "" }
                .joined()
        }
        self.random = random
    }

    /// The entry of a number; numbers in order are moments in order.
    mutating func entry(_ number: Int) -> HistoryEntry {
        let date = start.addingTimeInterval(span * Double(number) / Double(total))
        let modality = pick([(.text, 50), (.image, 35), (.video, 6), (.audio, 5), (.speech, 4)], or: Modality.text)
        let provider = pick(
            [("openrouter", 30), ("fal", 25), ("vertex", 20), ("replicate", 10), ("huggingface", 8), ("local", 7)],
            or: "fal")
        var draft = GenerationDraft(modality: modality, prompt: text(Int.random(in: 8...40, using: &random)))
        draft.parameters[.seed] = .integer(Int64(number))
        if number % 200_003 == 7 { draft.prompt += " " + Self.rareWord }
        let model = "\(provider)/model-\(Int(pow(unit, 2) * 12))"
        var record = GenerationRecord(
            id: JobID(at: date, using: &random), createdAt: date, draft: draft,
            provider: ProviderID(rawValue: provider),
            model: ModelID(rawValue: model), isSandbox: number % 50 == 0)
        record.status = pick([(.succeeded, 88), (.failed, 9), (.cancelled, 3)], or: .succeeded)
        if modality == .text { record.text = text(Int.random(in: 20...120, using: &random)) }
        record.usage.costUSD = unit < 0.2 ? nil : (pow(unit, 3) * 4000).rounded() / 10_000
        record.timing.totalMilliseconds = Int(pow(unit, 4) * 90_000)
        record.attempts = [
            Attempt(
                provider: record.provider, model: record.model, status: record.status,
                milliseconds: record.timing.totalMilliseconds ?? 0)
        ]
        if modality != .text, record.status == .succeeded { record.assets = [asset(number)] }
        return HistoryEntry(record: record, curation: curation(date))
    }

    private mutating func curation(_ date: Date) -> Curation {
        var curation = Curation()
        switch unit {
        case ..<0.05: curation.isStarred = true
        case ..<0.12: curation.rating = Int.random(in: 1...5, using: &random)
        case ..<0.14: curation.trashedAt = date
        case ..<0.24: curation.tags = ["tag \(Int(pow(unit, 3) * 8) + 1)"]
        case ..<0.25: curation.note = "for the gazette"
        default: break
        }
        return curation
    }

    private func asset(_ number: Int) -> Asset {
        let digits = String(number, radix: 16)
        var asset = Asset(
            path: "/media/\(number).png", mediaType: .png, bytes: 1000,
            sha256: String(repeating: "0", count: 64 - digits.count) + digits)
        asset.index = 0
        return asset
    }

    private mutating func text(_ count: Int) -> String {
        switch unit {
        case ..<0.62: words(count)
        case ..<0.74: listed(Self.german, count)
        case ..<0.84: listed(Self.french, count)
        case ..<0.90: listed(Self.russian, count)
        case ..<0.95: run(Self.japanese, count * 2)
        default: run(Self.chinese, count * 2)
        }
    }

    private mutating func words(_ count: Int) -> String {
        var words: [String] = []
        for _ in 0..<count {
            let word =
                unit < 0.45
                ? Self.english.randomElement(using: &random) : vocabulary[Int(Double(vocabulary.count) * pow(unit, 3))]
            words.append(word ?? "")
        }
        return words.joined(separator: " ")
    }

    private mutating func listed(_ list: [String], _ count: Int) -> String {
        (0..<count).map { _ in list.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }

    private mutating func run(_ characters: [Character], _ count: Int) -> String {
        String((0..<count).map { _ in characters.randomElement(using: &random) ?? " " })
    }

    private var unit: Double { mutating get { Double.random(in: 0..<1, using: &random) } }

    private mutating func pick<Value>(_ choices: [(Value, Int)], or fallback: Value) -> Value {
        var place = Int.random(in: 0..<max(1, choices.reduce(0) { $0 + $1.1 }), using: &random)
        for (value, weight) in choices {
            place -= weight
            if place < 0 { return value }
        }
        return fallback
    }

    private static let english = split(
        "light dawn harbour storm portrait of a the in with soft long shadow gouache film city night water hill red blue"
    )
    private static let german = split("Leuchtturm Morgen Hafen Nebel über dem Straße grün Mädchen Bäume Licht")
    private static let french = split("phare à l’aube café brumeux été forêt lumière rivière")
    private static let russian = split("маяк на рассвете гавань туман свет город")
    private static let japanese = Array("灯台の夜明け水彩画長い影港の霧東京の夜景猫と月光")
    private static let chinese = Array("黎明时分的灯塔水粉画长长的影子港口的雾城市夜景")

    private static func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

/// SplitMix64: the same history each time.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
