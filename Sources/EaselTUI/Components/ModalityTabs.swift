import EaselCore
import TerminalUI

/// What can be made: the open kind in brackets, kinds that nothing can make dimmed.
struct ModalityTabs {
    private let state: StudioScreen.State

    init(_ state: StudioScreen.State) { self.state = state }

    private func places(in row: Rect) -> [(modality: Modality, place: Rect)] {
        var x = row.x + 1
        return Modality.allCases.map { modality in
            let width = modality.title.count + 2
            defer { x += width + 1 }
            return (modality, Rect(x: x, y: row.y, width: width, height: 1).intersection(row))
        }
    }

    func modality(at point: Point, in row: Rect) -> Modality? {
        places(in: row).first { $0.place.contains(point) }?.modality
    }

    func draw(in row: Rect, on surface: inout Surface, theme: Theme) {
        for (modality, place) in places(in: row) {
            let isOpen = modality == state.modality
            let text = isOpen ? "[\(modality.title)]" : " \(modality.title) "
            let role: ThemeRole = isOpen ? .accent : state.isPossible(modality) ? .text : .disabled
            let style = isOpen ? theme[role].adding(.bold) : theme[role]
            surface.write(text, at: place.origin, style: style, in: place)
        }
    }
}
