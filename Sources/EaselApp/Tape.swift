import EaselCore
import EaselProviderKit
public import Foundation

/// What an invocation wants of recordings (Docs/Guides/RecordReplay.md).
public enum TapeUse: Sendable, Hashable {
    /// Keep what is exchanged with providers in a folder.
    case record(URL)
    /// Answer from a folder, so many times as fast as it was recorded; infinite waits for nothing.
    case replay(URL, speed: Double)
}

/// The one seam between providers and the network: it leads to the network, to the network beside a recording, or to a
/// recording alone.
struct Tape: Sendable {
    /// What providers send over: what they exchange is noted for the history.
    let transport: ExchangeTransport
    /// For what is in no recording: tokens, keys out of Secret Manager, files' second home. Nothing is sent here in a replay
    /// either.
    let direct: any HTTPTransport
    private let folder: RecordingFolder?
    /// What a replay knows of the providers; nil where there is none.
    let recorded: RecordingManifest?
    /// Sentences for people.
    let notices: [String]

    /// Throws what stands against the folder.
    init(_ use: TapeUse?, over network: any HTTPTransport, pace: EaselPace) throws(EaselError) {
        let outgoing: any HTTPTransport
        switch use {
        case nil:
            (outgoing, direct, folder, recorded, notices) = (network, network, nil, nil, [])
        case .record(let url):
            let folder = try RecordingFolder(at: url)
            (outgoing, direct, recorded) = (RecordingTransport(network, into: folder), network, nil)
            self.folder = folder
            notices = ["recording into \(url.path): prompts and results are kept there, keys are not."]
        case .replay(let url, let speed):
            recorded = try RecordingManifest.read(from: url)
            let replay = try ReplayTransport(from: url, pace: ReplayPace(speed: speed, sleep: pace.sleep))
            (outgoing, direct, folder) = (replay, replay, nil)
            notices = ["replaying \(url.path): nothing is sent, and no model answers."]
        }
        transport = ExchangeTransport(outgoing, now: pace.now)
    }

    var isReplay: Bool { recorded != nil }

    /// Why what was sent last is not in the recording, nil while all of it is.
    var problem: EaselError? { folder?.failure }

    func learn(_ secrets: [Credential]) {
        folder?.learn(secrets)
        transport.learn(secrets)
    }

    func learn(sandbox root: URL?) { if let root { folder?.learn(sandbox: root) } }

    /// Writes what a replay will need.
    func close(_ manifest: RecordingManifest) throws(EaselError) { try folder?.write(manifest) }

    /// Stands with every generation that a recording answered, for as long as it is remembered.
    static let warning = GenerationWarning(.other, "Answered from a recording: nothing was sent, no model answered.")
}
