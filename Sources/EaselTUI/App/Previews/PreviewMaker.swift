import EaselCore
import Foundation
import TerminalUI

/// Makes previews, a few at a time: somebody who leafs through a history must not start a decoder for every row.
@MainActor
struct PreviewMaker {
    let outside: StudioDependencies
    private let pictures = PreviewGate(places: 2)
    private let others = PreviewGate(places: 2)

    init(outside: StudioDependencies) {
        self.outside = outside
    }

    /// The preview, or why there is none.
    func make(_ request: PreviewShelf.Request) async -> PreviewShelf.Content {
        let gate = request.kind == .picture ? pictures : others
        await gate.enter()
        let content = await content(of: request)
        await gate.leave()
        return content
    }

    private func content(of request: PreviewShelf.Request) async -> PreviewShelf.Content {
        let file = URL(fileURLWithPath: request.path)
        do {
            try Task.checkCancellation()
            switch request.kind {
            case .picture:
                let image = try await outside.decodeImage(file, request.size)
                return .picture(await Self.prepare(image, request.cells, request.display))
            case .sound:
                guard let read = outside.readWaveform else { return .failed("sounds are not decoded here") }
                return .sound(try await read(file))
            case .film:
                guard let read = outside.readFilm else { return .failed("films are not decoded here") }
                let layout = FilmLayout(in: Rect(size: request.cells))
                let film = try await read(
                    file, request.display.pixelBox(for: layout.poster.size),
                    request.display.pixelBox(for: layout.frame), layout.count)
                return .film(await Self.prepare(film, layout, request.display))
            }
        } catch {
            return .failed((error as? EaselError)?.message ?? "\(error)")
        }
    }

    @concurrent
    private static func prepare(_ image: PixelImage, _ cells: Size, _ display: PictureDisplay) async -> Picture {
        Picture(image, in: cells, on: display)
    }

    @concurrent
    private static func prepare(_ film: Film, _ layout: FilmLayout, _ display: PictureDisplay) async -> FilmPreview {
        FilmPreview(
            poster: Picture(film.poster, in: layout.poster.size, on: display),
            frames: film.frames.map { Picture($0, in: layout.frame, on: display) }, seconds: film.seconds)
    }
}
