import EaselCore
import EaselEngine
import TerminalUI

/// The selected pane against another: what the one has and the other has not.
struct CompareDifference {
    /// Laid out for the width; empty for pictures.
    let lines: [Line]
    let caption: String

    /// Nil without two texts.
    init?(_ state: CompareScreen.State, _ session: Session, width: Int) {
        guard let sheet = state.sheet, let other = state.other, let left = state.pane(at: other),
            let right = state.pane(at: state.selected), sheet.comparison.draft.modality == .text
        else { return nil }
        let theme = session.theme
        let difference = WordDifference(from: TextSanitizer.clean(left.text), to: TextSanitizer.clean(right.text))
        caption = "[-only \(sheet.name(of: left.seat.slot))-]  {+only \(sheet.name(of: right.seat.slot))+}"
        lines =
            difference.isEmpty
            ? [Line("The two are the same.", style: theme[.muted])]
            : TextWrap.wrap(difference.line(theme), width: max(1, width - 1))
    }
}

/// Two pictures in one place: in turn, with a divider between them, or what differs.
struct ComparePictures {
    let state: CompareScreen.State
    let session: Session

    private var theme: Theme { session.theme }

    private func picture(_ place: Int, _ cells: Size) -> Picture? {
        guard let asset = state.pane(at: place)?.record?.assets.first,
            let request = PreviewShelf.Request(asset, cells: cells, theme),
            case .picture(let picture) = session.previews[request]
        else { return nil }
        return picture
    }

    private func name(_ place: Int) -> String {
        guard let sheet = state.sheet, let seat = state.seat(at: place) else { return "" }
        return sheet.name(of: seat.slot)
    }

    func draw(in area: Rect, on surface: inout Surface) {
        let (top, body) = area.splitTop(1)
        guard let other = state.other, let left = picture(other, area.size),
            let right = picture(state.selected, area.size)
        else {
            let words =
                theme.capabilities.pictures == .none
                ? "Pictures cannot be shown on this terminal." : "decoding" + theme.ellipsis
            Label(words, style: theme[.muted]).draw(in: top, on: &surface, theme: theme)
            return
        }
        switch state.look {
        case .flicker(let showsOther):
            Label(showsOther ? name(other) : name(state.selected), style: theme[.accent]).draw(
                in: top, on: &surface, theme: theme)
            CellImage(showsOther ? left : right, alignment: .center).draw(in: body, on: &surface, theme: theme)
        case .wipe(let share): wipe(left, right, other, share, top, body, on: &surface)
        default: map(left, right, other, top, body, on: &surface)
        }
    }

    private func wipe(
        _ left: Picture, _ right: Picture, _ other: Int, _ share: Int, _ top: Rect, _ body: Rect,
        on surface: inout Surface
    ) {
        let size = Size(
            width: max(left.blocks.width, right.blocks.width), height: max(left.blocks.height, right.blocks.height))
        guard let image = PixelImage.wipe(left.blocks, right.blocks, at: size, share: Double(share) / 100) else {
            return
        }
        let place = CellImage(image, alignment: .center).draw(in: body, on: &surface, theme: theme)
        let x = place.x + min(place.width - 1, place.width * share / 100)
        for y in place.y..<place.maxY {
            surface.write(theme.unicode ? "┃" : "|", at: Point(x: x, y: y), style: theme[.accent])
        }
        Label("\(name(other))  \(theme.unicode ? "┃" : "|")  \(name(state.selected))", style: theme[.accent]).draw(
            in: top, on: &surface, theme: theme)
    }

    private func map(
        _ left: Picture, _ right: Picture, _ other: Int, _ top: Rect, _ body: Rect, on surface: inout Surface
    ) {
        let difference = ImageDifference(left.blocks, right.blocks)
        let share = Int((difference.share() * 100).rounded())
        let mean = Int((difference.mean * 100).rounded())
        Label(
            "\(share) % of the points differ, by \(mean) % on average: \(name(other)) against \(name(state.selected))",
            style: theme[.accent]
        ).draw(in: top, on: &surface, theme: theme)
        guard let image = difference.picture else { return }
        CellImage(image, alignment: .center).draw(in: body, on: &surface, theme: theme)
    }
}
