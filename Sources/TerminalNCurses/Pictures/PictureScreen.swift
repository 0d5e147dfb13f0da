import TerminalUI

/// Which pictures the terminal has, and what must be sent so that it shows those of a frame.
///
/// Pictures are encoded in tasks of its own; until one is ready, and wherever the terminal cannot show one, the half blocks
/// in its cells are seen.
@MainActor
final class PictureScreen {
    private enum Stage {
        case encoding(Task<Void, Never>)
        case ready(EncodedPicture)
    }

    /// Encoded pictures that are kept though they are not on the screen.
    static let kept = 8

    /// `blocks` or `none` while there are no graphics.
    private(set) var kind = PictureProtocol.blocks
    /// In pixels.
    private(set) var cell = Size(width: 8, height: 16)

    private let encoder: PictureEncoder?
    private let kitty: KittyGraphics
    private let write: @MainActor (String) -> Void
    /// A picture of the frame shown last became ready.
    private let becameReady: @MainActor () -> Void

    private var stages: [Int: Stage] = [:]
    /// Numbers in `stages`, the one looked at last at the end.
    private var order: [Int] = []
    /// The colours of placeholders, for kitty's pictures that were sent once.
    private var colors: [Int: Int] = [:]
    /// Those that the terminal still has, as far as is known.
    private var sent: Set<Int> = []
    private var backgrounds: [Int: Color] = [:]
    /// Placed pictures that are on the screen.
    private var drawn: [Int: Rect] = [:]

    init(
        encoder: PictureEncoder?, kitty: KittyGraphics, write: @escaping @MainActor (String) -> Void,
        becameReady: @escaping @MainActor () -> Void
    ) {
        self.encoder = encoder
        self.kitty = kitty
        self.write = write
        self.becameReady = becameReady
    }

    /// Changes how pictures are sent; false when that is no change. What was encoded for another way is thrown away.
    func use(_ wanted: PictureProtocol, cell: Size) -> Bool {
        let kind = encoder == nil && wanted.isGraphic ? .blocks : wanted
        guard kind != self.kind || cell != self.cell else { return false }
        clear()
        end()
        self.kind = kind
        self.cell = cell
        return true
    }

    /// Before the cells of a frame are put: has its pictures encoded, and kitty's sent.
    func prepare(_ surface: Surface) {
        guard kind.isGraphic else { return }
        for picture in surface.pictures {
            order.removeAll { $0 == picture.number }
            order.append(picture.number)
            backgrounds[picture.number] = picture.background
            switch stages[picture.number] {
            case .encoding: break
            case .ready(let encoded): transmit(encoded, picture)
            case nil: encode(picture)
            }
        }
        forgetOldest(surface)
    }

    /// After a frame was shown: draws the pictures that lie over cells, where they are not there already.
    func draw(over surface: Surface, changed spans: [SurfaceDiff.Span]) {
        guard kind == .iterm2 || kind == .sixel else { return }
        let before = drawn
        drawn.removeAll()
        for picture in surface.pictures {
            // Below the last row a terminal scrolls; a covered picture would cover what covers it.
            guard picture.rect.maxY < surface.size.height, surface.shows(picture),
                case .ready(let encoded) = stages[picture.number], encoded != .unusable
            else { continue }
            drawn[picture.number] = picture.rect
            let isThere = before[picture.number] == picture.rect && !spans.contains { $0.touches(picture.rect) }
            if !isThere { put(encoded, picture.rect) }
        }
    }

    /// The placeholder for a cell and the colour it must have; nil while half blocks are shown there.
    func placeholder(for part: PictureCell) -> Placeholder? {
        guard kind == .kitty, sent.contains(part.number), let color = colors[part.number] else { return nil }
        return Placeholder(
            scalars: kitty.scalars(part), color: color, background: backgrounds[part.number] ?? .terminalDefault)
    }

    /// The screen was disturbed: whatever the terminal had may be gone.
    func forgetScreen() {
        sent.removeAll()
        drawn.removeAll()
    }

    /// The terminal goes to somebody else: it keeps nothing of ours.
    func clear() {
        for color in colors.values { write(kitty.delete(color: color)) }
        colors.removeAll()
        forgetScreen()
    }

    /// Ends all work. The terminal was left before.
    func end() {
        for case .encoding(let task) in stages.values { task.cancel() }
        stages.removeAll()
        backgrounds.removeAll()
        order.removeAll()
    }

    private func encode(_ picture: PlacedPicture) {
        guard let encoder else { return }
        let (kind, cell) = (kind, cell)
        stages[picture.number] = .encoding(
            Task { [weak self] in
                let encoded = await EncodedPicture.make(picture, kind, cell: cell, encoder)
                if !Task.isCancelled { self?.take(encoded, picture.number) }
            })
    }

    private func take(_ encoded: EncodedPicture, _ number: Int) {
        guard stages[number] != nil else { return }
        stages[number] = .ready(encoded)
        becameReady()
    }

    private func transmit(_ encoded: EncodedPicture, _ picture: PlacedPicture) {
        guard kind == .kitty, !sent.contains(picture.number), case .file(let base64, _) = encoded else { return }
        let used = Set(colors.values)
        let free = colors[picture.number] ?? KittyGraphics.colors.first { !used.contains($0) }
        guard let color = free else { return }
        colors[picture.number] = color
        sent.insert(picture.number)
        write(kitty.transmit(base64, color: color, cells: picture.rect.size))
    }

    private func put(_ encoded: EncodedPicture, _ rect: Rect) {
        switch encoded {
        case .file(let base64, let bytes): write(PlacedGraphics.inline(base64, bytes: bytes, in: rect))
        case .sixel(let sequence): write(PlacedGraphics.sixel(sequence, in: rect))
        case .unusable: break
        }
    }

    private func forgetOldest(_ surface: Surface) {
        let shown = Set(surface.pictures.map(\.number))
        while order.count > max(Self.kept, shown.count), let number = order.first(where: { !shown.contains($0) }) {
            order.removeAll { $0 == number }
            backgrounds[number] = nil
            if case .encoding(let task) = stages.removeValue(forKey: number) { task.cancel() }
            sent.remove(number)
            if let color = colors.removeValue(forKey: number) { write(kitty.delete(color: color)) }
        }
    }
}

extension SurfaceDiff.Span {
    fileprivate func touches(_ rect: Rect) -> Bool {
        rect.rows.contains(y) && x < rect.maxX && x + cells.count > rect.x
    }
}
