import DesktopMedia
import EaselConfig
import EaselTUI
import Foundation

/// What the programs of this machine do for the studio.
struct DesktopServices {
    private let desktop: DesktopPrograms

    init(_ environment: Environment) {
        let names = ["PATH", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "TMUX"]
        let pairs = names.compactMap { name in environment[name].map { (name, $0) } }
        desktop = DesktopPrograms(Dictionary(uniqueKeysWithValues: pairs))
    }

    func install(in dependencies: inout StudioDependencies) {
        let sounds = WaveformReader()
        let films = FilmReader()
        let player = MediaPlayer(desktop)
        dependencies.readWaveform = { try await sounds.waveform(of: $0) }
        dependencies.readFilm = { try await films.film(of: $0, poster: $1, frame: $2, count: $3) }
        dependencies.takeLastFrame = { film in
            let name = film.deletingPathExtension().lastPathComponent + "-last-frame.png"
            let place = film.deletingLastPathComponent().appending(path: name)
            if !FileManager.default.fileExists(atPath: place.path) {
                try await films.writeLastFrame(of: film, to: place)
            }
            return place
        }
        dependencies.playFile = { try await player.play($0, isFilm: $1) }
        dependencies.playTake = { try await player.play($0, isFilm: $1, from: $2, gain: $3) }
        let loudness = LoudnessReader()
        dependencies.matchLoudness = { await loudness.gains(of: $0) }
        dependencies.stopPlaying = { await player.stop() }
        if let clipboard = DesktopClipboard(desktop) {
            dependencies.copyLocally = { await clipboard.copy($0) }
        }
    }
}
