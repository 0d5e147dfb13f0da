import EaselCore
import Foundation

/// What can be made from a result: which modality, by whom, and what of the result it takes.
struct NextStep: Equatable, Sendable {
    enum Use: Equatable, Sendable {
        /// The answer is a turn, and the next prompt goes on from it.
        case conversation
        /// The text becomes the prompt.
        case prompt(String)
        /// The file goes along with the prompt.
        case file(Attachment)
        /// The last frame of a film goes along, in a role.
        case frame(AttachmentRole, film: String)
    }

    /// What it is made from.
    var record: GenerationRecord
    var modality: Modality
    var target: ModelReference
    /// What people call the target.
    var name: String
    var use: Use

    /// `image to video`, `read it aloud`.
    var title: String {
        switch use {
        case .conversation: "Go on with this conversation"
        case .prompt where modality == .speech: "Read it aloud"
        case .prompt: "Take the text as a prompt for \(Self.words(modality))"
        case .frame where modality == .video: "Go on from the last frame of the clip"
        case .frame: "Last frame to \(modality.rawValue)"
        case .file where modality == record.draft.modality: "Change this \(Self.word(modality)): \(action)"
        case .file: "\(record.draft.modality.title) to \(modality.rawValue)"
        }
    }

    /// Who makes it, and what the file is for.
    var note: String {
        switch use {
        case .file(let attachment): "\(name), as \(attachment.role.words)"
        case .frame(let role, _): "\(name), as \(role.words)"
        case .conversation, .prompt: name
        }
    }

    /// The same once the frame is a file.
    func with(frame path: String) -> NextStep {
        guard case .frame(let role, _) = use else { return self }
        var step = self
        step.use = .file(Attachment(role: role, file: URL(fileURLWithPath: path)))
        return step
    }

    private var action: String { modality == .video ? "go on from the clip" : "edit it with words" }

    private static func word(_ modality: Modality) -> String { modality == .audio ? "sound" : modality.rawValue }

    private static func words(_ modality: Modality) -> String {
        switch modality {
        case .text: "text"
        case .image: "an image"
        case .video: "a video"
        case .audio: "music or a sound"
        case .speech: "speech"
        }
    }
}

extension AttachmentRole {
    /// `reference`, `first frame`.
    var words: String {
        switch self {
        case .reference, .mask: rawValue
        case .first, .last: rawValue + " frame"
        }
    }
}
