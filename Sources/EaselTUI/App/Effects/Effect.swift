import EaselCore
import Foundation

/// Work to be done, as data: an update returns it, `EffectRunner` does it, a test compares it.
enum Effect: Equatable, Sendable {
    /// Hands on the events of all generations for as long as the studio runs.
    case followJobs
    /// Hands on how the providers' limits stand, at every change.
    case followTraffic
    case resumeJobs
    case start(GenerationOrder)
    case cancel(JobID)
    /// Asks a provider which models it has.
    case refreshCards(CardQuery)
    /// What the screen of the history wants.
    case history(HistoryEffect)
    /// Rows that are unfinished, also those that another process follows.
    case loadUnfinished
    /// Earlier prompts, for recall.
    case loadPrompts
    case loadSpend
    /// Asks a provider for the voices of a model.
    case loadVoices(ProviderID, ModelID)
    /// Asks a provider what a model takes.
    case describe(CardQuery, ModelID)
    case presets(PresetWork)
    case loadCheckup(isFirst: Bool)
    /// Leaves, to begin anew with what was changed.
    case restart
    case loadSettings, loadThemes
    /// Keeps a change of a setting.
    case changeSetting([String], StudioSettings.Change)
    case makePreview(PreviewShelf.Request)
    /// Paths that begin like this one.
    case listPaths(String)
    case openFile(String)
    /// Takes the last frame out of the film that a step goes on from.
    case takeFrame(NextStep, film: String)
    /// The turns of a conversation that are in history, down to this one.
    case loadConversation(JobID)
    /// Plays a sound or a film to its end.
    case play(String, isFilm: Bool)
    case stopPlaying
    case copy(String)
    /// Bundled templates and a person's own.
    case loadTemplates
    case saveTemplate(PromptTemplate)
    /// Files of the newest results.
    case loadEarlierFiles
    /// Whether all paths of one of these readings of a pasted text are files.
    case checkDropped([[String]], text: String)
    /// Hands the text to the external editor.
    case editText(String)
    case expireToast(Toast.ID)
    /// What the screens of jobs and providers want.
    case watch(WatchEffect)
    /// What the screen of comparisons wants.
    case compare(CompareEffect)
    case quit
}

/// Which cards are meant.
struct CardQuery: Hashable, Sendable {
    var provider: ProviderID
    var modality: Modality
}
