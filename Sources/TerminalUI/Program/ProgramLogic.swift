/// The pure part of a program: how events become messages, messages change the state, and the state looks.
public struct ProgramLogic<State, Message: Sendable, Effect> {
    /// The message an event stands for; nil ignores it. A signal or hang-up ends the program even then.
    public var message: (InputEvent) -> Message?
    /// Changes the state and says what is to be done.
    public var update: (inout State, Message) -> [Effect]
    /// Draws the state on an empty surface; returns where the cursor stands, nil to hide it.
    public var view: (State, inout Surface) -> Point?

    /// Logic made of its three functions.
    public init(
        message: @escaping (InputEvent) -> Message?,
        update: @escaping (inout State, Message) -> [Effect],
        view: @escaping (State, inout Surface) -> Point?
    ) {
        self.message = message
        self.update = update
        self.view = view
    }
}
