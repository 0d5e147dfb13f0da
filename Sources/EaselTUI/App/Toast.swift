/// A short notice that goes away on its own.
struct Toast: Equatable, Sendable, Identifiable {
    enum Tone: Equatable, Sendable { case plain, success, warning, error }

    let id: Int
    var text: String
    var tone: Tone

    /// How long it stays, unless somebody wants it otherwise.
    static let lifetime = Duration.seconds(5)
}
