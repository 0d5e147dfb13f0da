import EaselCore
import TerminalUI

/// A layer above the screen. The top one gets all input; what it does not know is ignored, never passed down.
enum Overlay: Equatable {
    case help(HelpOverlay)
    case card(CardOverlay)
    case choices(ChoiceList)
    case attach(AttachField)
    case confirm(ConfirmDialog)
    case picker(Picker)
    case entry(TextEntry)
    case checkup(CheckupOverlay)
    case keyCapture(KeyCapture)
    case command(CommandOverlay)
    case exchanges(ExchangesOverlay)
    case fields(FieldForm)
    case review(RewriteReview)

    enum Message: Equatable, Sendable {
        case closed
        case moved(by: Int)
        case paged(by: Int)
        case jumped(toEnd: Bool)
        /// Enter.
        case accepted
        /// To the next button, role or suggestion.
        case cycled(by: Int)
        case completed
        /// In the check-up: a key shall be added.
        case keyAdded
        /// What is shown goes to the clipboard.
        case copied
        case lineBroken
        /// All lines of a list open, or close.
        case allUnfolded
        /// From the path of a file to files of earlier results.
        case filesAsked
    }

    /// Whether plain characters are text here.
    var isTyping: Bool {
        switch self {
        case .attach, .picker, .entry, .fields: true
        case .help, .card, .choices, .confirm, .keyCapture, .checkup, .command, .exchanges, .review: false
        }
    }
}

extension Overlay {
    /// Draws above the screen; returns where the cursor stands.
    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        switch self {
        case .help(let help): help.pages.draw(in: screen, on: &surface, theme: theme)
        case .card(let card): card.pages.draw(in: screen, on: &surface, theme: theme)
        case .command(let command): command.pages.draw(in: screen, on: &surface, theme: theme)
        case .exchanges(let exchanges): exchanges.draw(in: screen, on: &surface, theme: theme)
        case .choices(let choices): choices.draw(in: screen, on: &surface, theme: theme)
        case .attach(let field): return field.draw(in: screen, on: &surface, theme: theme)
        case .checkup(let checkup): checkup.pages(theme).draw(in: screen, on: &surface, theme: theme)
        case .entry(let entry): return entry.draw(in: screen, on: &surface, theme: theme)
        case .keyCapture(let capture): capture.draw(in: screen, on: &surface, theme: theme)
        case .picker(let picker): return picker.draw(in: screen, on: &surface, theme: theme)
        case .fields(let form): return form.draw(in: screen, on: &surface, theme: theme)
        case .review(let review): review.draw(in: screen, on: &surface, theme: theme)
        case .confirm(let dialog): dialog.dialog(theme).draw(in: screen, on: &surface, theme: theme)
        }
        return nil
    }
}
