/// A terminal that exists in memory: tests feed it events and look at what it shows.
@MainActor
public final class InMemoryBackend: TerminalBackend {
    /// The size given at first or by the last `resize`.
    public private(set) var size: Size
    /// What the program is told this terminal can show.
    public var capabilities: TerminalCapabilities
    /// What was sent, in order.
    public let events: AsyncStream<InputEvent>

    /// The frame handed over last, as the program drew it.
    public private(set) var lastSurface: Surface?
    /// What a terminal shows that received only the changed spans; equals `lastSurface` when the diffs are right.
    public private(set) var screen: Surface?
    /// Where the cursor stands; nil when hidden.
    public private(set) var cursor: Point?
    /// How often a frame was presented.
    public private(set) var presentCount = 0
    /// Cells sent over all frames.
    public private(set) var sentCells = 0
    /// How often a full redraw was asked for.
    public private(set) var repaintCount = 0
    /// How often the program gave the terminal back to the shell.
    public private(set) var suspendCount = 0
    /// How often the bell rang.
    public private(set) var bellCount = 0
    /// Notices for the desktop, in order: title and body.
    public private(set) var notices: [(title: String, body: String)] = []
    /// What was copied last.
    public private(set) var clipboard: String?
    /// Whether `close` was called.
    public private(set) var isClosed = false
    /// Called after every `present`, for tests that react to the screen.
    public var onPresent: ((InMemoryBackend) -> Void)?

    private let feed: AsyncStream<InputEvent>.Continuation

    /// A terminal of `size`.
    public init(size: Size, capabilities: TerminalCapabilities = .full) {
        self.size = size
        self.capabilities = capabilities
        (events, feed) = AsyncStream.makeStream(of: InputEvent.self)
    }

    /// Lets an event happen.
    public func send(_ event: InputEvent) {
        if case .resize(let size) = event { self.size = size }
        feed.yield(event)
    }

    /// Presses keys, each in the notation of `KeyChord(_:)`; unknown notation is typed as text.
    public func press(_ keys: String...) {
        for key in keys {
            if let chord = KeyChord(key) { send(.key(chord)) } else { type(key) }
        }
    }

    /// Presses the keys of a text one by one; a line break is Enter.
    public func type(_ text: String) {
        for character in text {
            send(.key(KeyChord(character.isNewline ? .enter : .character(character))))
        }
    }

    /// Turns out to show pictures otherwise than was known at first.
    public func discover(_ pictures: PictureDisplay) {
        capabilities.pictures = pictures
        send(.capabilities(capabilities))
    }

    /// Gives the terminal another size, as a user dragging the window's corner does.
    public func resize(to size: Size) {
        send(.resize(size))
    }

    /// Keeps the frame and applies the changes to `screen`.
    public func present(_ diff: SurfaceDiff, of surface: Surface, cursor: Point?) {
        presentCount += 1
        lastSurface = surface
        self.cursor = cursor
        if screen?.size != surface.size || screen?.palette !== surface.palette {
            screen = Surface(size: surface.size, palette: surface.palette)
        }
        for span in diff.spans {
            sentCells += span.cells.count
            screen?.replace(span)
        }
        screen?.pictures = surface.pictures
        onPresent?(self)
    }

    /// Counts, and forgets the screen: the next frame must bring every cell.
    public func repaint() {
        repaintCount += 1
        screen = nil
    }

    /// Counts; returns at once.
    public func suspendUntilResumed() {
        suspendCount += 1
    }

    /// Counts.
    public func bell() {
        bellCount += 1
    }

    /// Keeps it in `notices`.
    public func notify(title: String, body: String) {
        notices.append((title, body))
    }

    /// Keeps the text in `clipboard`.
    public func copyToClipboard(_ text: String) {
        clipboard = text
    }

    /// Ends the events.
    public func close() {
        isClosed = true
        feed.finish()
    }
}

extension Surface {
    fileprivate mutating func replace(_ span: SurfaceDiff.Span) {
        let start = span.y * size.width + span.x
        cells.replaceSubrange(start..<(start + span.cells.count), with: span.cells)
    }
}
