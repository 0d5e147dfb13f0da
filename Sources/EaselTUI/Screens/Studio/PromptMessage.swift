import EaselCore

/// What happens around the prompt.
enum PromptMessage: Equatable, Sendable {
    /// The selection goes to the clipboard.
    case selectionCopied, selectionCut
    case searchOpened, searchClosed
    /// To the next place that was found, or the one before.
    case found(by: Int)
    /// Earlier prompts to choose from.
    case recallAsked
    case recalled(String)
    case templatesAsked
    case templatesLoaded(TemplateShelf)
    case templateChosen(PromptTemplate)
    case templateSaveAsked
    /// A template was written into this file.
    case templateSaved(String)
    /// A text for the place of the cursor.
    case inserted(String)
    case rewriteAsked
    /// An instruction of one's own.
    case instructionAsked
    case rewriteInstructed(String)
    case rewriteSent(String, ModelReference)
    /// Files of earlier results to choose from.
    case filesAsked
    case filesLoaded([Asset])
    /// These files are there, whose paths were pasted as this text.
    case dropped([String], text: String)
    case droppedAttached([String], text: String)
}
