/// One thing that a `Misbehaver` does to a connection whose request it has read. After the last step the connection is ended
/// properly.
public enum MisbehaverStep: Sendable, Hashable {
    /// How much of an honest answer is passed on.
    public enum Portion: Sendable, Hashable {
        case all
        /// The status line and the header, and not a byte of the body.
        case head
        /// The header and the first half of the body, under the length that was promised for all of it.
        case half
    }

    /// Writes bytes.
    case send([UInt8])
    /// Writes bytes one by one.
    case drip([UInt8], every: Duration)
    /// Writes the same bytes again and again, until the client is gone or `Misbehaver.ceiling` is reached.
    case flood([UInt8])
    /// Passes the request on to the honest server and its answer, or a part of it, back.
    case relay(Portion = .all)
    /// Passes the answer on, and stops listening before when it holds a text.
    case relayClosingDoor(ifSaid: String)
    /// Waits before the next step.
    case wait(Duration)
    /// Passes the answer back, the first 600 bytes one at a time.
    case relaySlowly(every: Duration)
    /// Says nothing more, for as long as the client listens.
    case silence
    /// Ends the connection with a reset.
    case reset
    /// Ends the connection in order, whatever was promised.
    case finish
    /// Stops listening before the next step: whoever comes later is refused.
    case closeDoor

    public static func send(_ text: String) -> MisbehaverStep { .send(Array(text.utf8)) }

    /// A whole answer of its own.
    public static func answer(
        _ status: Int, with headers: [String: String] = [:], type: String = "application/json", _ body: String = ""
    ) -> MisbehaverStep {
        var head = "HTTP/1.1 \(status) Said\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
        return .send(head + "Connection: close\r\n\r\n" + body)
    }

    /// The header of an answer whose body comes in the next steps and ends with the connection.
    public static func head(
        _ status: Int = 200, with headers: [String: String] = [:], type: String = "application/json"
    ) -> MisbehaverStep {
        var head = "HTTP/1.1 \(status) Said\r\nContent-Type: \(type)\r\n"
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
        return .send(head + "Connection: close\r\n\r\n")
    }
}
