public import EaselCore
public import Foundation

/// Where files of this machine go in Cloud Storage, and what stands against it.
public struct CloudHome: Sendable {
    /// The media folder: objects are named after the paths below it.
    public var root: URL
    /// Where files go that no draft wants elsewhere, nil for nowhere.
    public var usual: CloudFolder?
    /// Why nothing can be uploaded at the moment, nil when that is not known.
    public var obstacle: EaselError?

    public init(root: URL, usual: CloudFolder? = nil, obstacle: EaselError? = nil) {
        self.root = root
        self.usual = usual
        self.obstacle = obstacle
    }

    /// Where the files of a draft go, nil for nowhere. A folder of this machine that was named is the only home.
    ///
    /// Throws `configuration` for an address that is no place in Cloud Storage.
    func folder(for draft: GenerationDraft) throws(EaselError) -> CloudFolder? {
        guard let wanted = draft.outputFolder else { return usual }
        return wanted.isFileURL ? nil : try CloudFolder(wanted.absoluteString.removingPercentEncoding ?? "")
    }
}
