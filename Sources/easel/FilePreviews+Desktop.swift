import DesktopMedia
import EaselApp
import TerminalUI

extension FilePreviews {
    /// What ffmpeg makes of films and sounds; plain sounds are read by Easel itself.
    static let desktop = FilePreviews(
        poster: { film, side in
            do throws(DesktopMediaError) {
                return .frame(try await FilmReader().poster(of: film, longerSide: side))
            } catch {
                if case .programMissing = error { return .unknown }
                return .nothing
            }
        },
        levels: { sound in try? await WaveformReader().waveform(of: sound).levels })
}
