/// One line of a runner's output.
struct FalLogLine: Encodable, Sendable {
    let message: String
    var level = "STDERR"
    var source = "USER"
    let timestamp: String
}
