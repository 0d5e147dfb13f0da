import EaselCore

/// Headers of a submit that a person configured (wire sheet A11).
struct FalSubmitHeaders {
    /// Name and value.
    let fields: [(String, String)]

    static let settings = [
        ProviderSetting(
            "startWithin", variables: ["EASEL_FAL_START_WITHIN"],
            summary: "Seconds after which fal.ai gives up on a job that has not started; waits without end where unset."
        ),
        ProviderSetting(
            "keepFor", variables: ["EASEL_FAL_KEEP_FOR"],
            summary: "Seconds after which fal.ai deletes the files that it made; its own rule where unset."),
    ]

    /// Throws `configuration` for a value that is no number of seconds.
    init(_ settings: [String: String]) throws(EaselError) {
        var fields: [(String, String)] = []
        // The official clients refuse a deadline of a second or less.
        if let seconds = try Self.seconds(settings["startWithin"], "EASEL_FAL_START_WITHIN", atLeast: 2) {
            fields.append(("X-Fal-Request-Timeout", "\(seconds)"))
        }
        if let seconds = try Self.seconds(settings["keepFor"], "EASEL_FAL_KEEP_FOR", atLeast: 60) {
            fields.append(("X-Fal-Object-Lifecycle-Preference", #"{"expiration_duration_seconds":\#(seconds)}"#))
        }
        self.fields = fields
    }

    private static func seconds(_ text: String?, _ name: String, atLeast least: Int) throws(EaselError) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let seconds = Int(text), seconds >= least else {
            throw EaselError(
                .configuration, "\(name) is not a whole number of seconds, at least \(least).",
                remedy: "Correct \(name) or remove it.", provider: FalProvider.id)
        }
        return seconds
    }
}
