/// The clock of spinners: runs only while the state asks for it.
public struct Animation<State, Message> {
    /// Time between ticks while something moves on the screen; nil when nothing does, and then no timer exists.
    public var interval: (State) -> Duration?
    /// The message of tick number n, counted from 1.
    public var message: (Int) -> Message

    /// An animation that asks `interval` after each update and sends `message`.
    public init(interval: @escaping (State) -> Duration?, message: @escaping (Int) -> Message) {
        self.interval = interval
        self.message = message
    }
}
