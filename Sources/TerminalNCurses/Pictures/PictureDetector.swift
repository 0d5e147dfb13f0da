import TerminalUI

/// Finds out how the terminal shows pictures: from the environment, and from its answers to a few questions.
///
/// A value that is told the time. Nothing waits for it: until an answer comes pictures are half blocks, and an answer that
/// comes after `patience` changes nothing any more.
struct PictureDetector: Sendable {
    /// How long answers count.
    static let patience = Duration.seconds(2)
    /// Of the image that kitty is asked about.
    static let questionID = 1907

    private let setting: PictureProtocol
    private let environment: TerminalEnvironment
    private var hasKittyGraphics = false
    private var version: String?
    /// DA1's features; nil until it was answered.
    private var attributes: [Int]?
    /// The size of a cell in pixels; nil when the terminal does not tell.
    private(set) var cell: Size?

    init(_ setting: PictureProtocol, environment: TerminalEnvironment) {
        self.setting = setting
        self.environment = environment
    }

    /// What to ask, in this order; the last question is one that every terminal answers.
    var questions: String {
        guard setting == .auto || setting.isGraphic, environment.canBeAsked else { return "" }
        let version = "\u{1b}[>0q"
        // A kitty before 0.28 knows no placeholders (`U`), and so does not answer.
        let graphics = "\u{1b}_Gi=\(Self.questionID),s=1,v=1,a=q,U=1,t=d,f=24;AAAA\u{1b}\\"
        var text = ""
        if setting == .auto, environment.knowsStrings {
            let both = graphics + version
            text += environment.isInsideTmux ? TmuxPassthrough.wrap(graphics) + TmuxPassthrough.wrap(version) : both
        }
        return text + "\u{1b}[16t\u{1b}[c"
    }

    /// Takes what came `elapsed` after the questions.
    mutating func take(_ reply: TerminalReply, after elapsed: Duration) {
        guard elapsed <= Self.patience else { return }
        switch reply {
        case .attributes(let numbers): attributes = attributes ?? numbers
        case .version(let name): version = version ?? name.lowercased()
        case .graphics(let id, let isOK): if id == Self.questionID { hasKittyGraphics = isOK }
        case .cellSize(let size): adopt(cell: size)
        }
    }

    /// Believes a cell size that a screen can have.
    mutating func adopt(cell size: Size) {
        guard (3...100).contains(size.width), (5...200).contains(size.height) else { return }
        cell = size
    }

    /// The best that is known to work; never `auto`.
    var chosen: PictureProtocol {
        switch setting {
        case .none, .blocks: setting
        case .kitty: .kitty
        case .iterm2: environment.isInsideTmux ? .blocks : .iterm2
        case .sixel: environment.isInsideTmux && !hasSixel ? .blocks : sixel
        case .auto: best
        }
    }

    private var best: PictureProtocol {
        if hasKittyGraphics, knowsPlaceholders { return .kitty }
        // tmux answers DA1 itself: where it lists sixel, it keeps such pictures in its own cells.
        if environment.isInsideTmux { return hasSixel ? sixel : .blocks }
        guard attributes != nil else { return .blocks }
        if Self.inlineTerminals.contains(where: name.contains) { return .iterm2 }
        return hasSixel ? sixel : .blocks
    }

    private var hasSixel: Bool { attributes?.dropFirst().contains(4) == true }

    /// Sixels are as many pixels as they are; without the size of a cell they would cover their neighbours.
    private var sixel: PictureProtocol { cell == nil ? .blocks : .sixel }

    /// Several terminals have kitty's graphics; these draw placeholders as well.
    private var knowsPlaceholders: Bool { ["kitty", "ghostty"].contains(where: name.contains) }

    private static let inlineTerminals = ["iterm2", "iterm.app", "wezterm", "mintty"]

    /// What the terminal calls itself, or what the environment calls it: that may be of another terminal around it.
    private var name: String { version ?? environment.terminalNames }
}

extension TerminalEnvironment {
    /// Whether questions are answered, or at least swallowed.
    var canBeAsked: Bool {
        let name = terminal ?? ""
        return !["linux", "eterm", "vt52"].contains(where: name.hasPrefix)
    }

    /// Whether an APC string is swallowed by who does not know it. Apple's terminal prints it, GNU screen takes it as its own.
    var knowsStrings: Bool {
        if isInsideTmux { return true }
        return variable("TERM_PROGRAM") != "Apple_Terminal" && terminal?.hasPrefix("screen") != true
    }

    /// What variables say about the terminal, in one text.
    var terminalNames: String {
        var names = [terminal, variable("TERM_PROGRAM"), variable("LC_TERMINAL")].compactMap(\.self)
        if variable("KITTY_WINDOW_ID") != nil { names.append("kitty") }
        if variable("GHOSTTY_RESOURCES_DIR") != nil { names.append("ghostty") }
        return names.joined(separator: " ").lowercased()
    }
}
