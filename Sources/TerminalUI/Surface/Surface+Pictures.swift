extension Surface {
    /// Puts a picture into `rect`. `look` gives the colours of the half block that stands for each cell, by column and
    /// row within the picture: upper half in front, lower half behind.
    ///
    /// False, and nothing drawn, where a picture cannot be: not wholly on the surface, or larger than 255 cells.
    public mutating func place(
        _ image: PixelImage, in rect: Rect, background: Color, look: (_ column: Int, _ row: Int) -> Style
    ) -> Bool {
        guard !rect.isEmpty, rect.intersection(bounds) == rect, !image.isEmpty,
            max(rect.width, rect.height) <= PictureCell.mostCells
        else { return false }
        let number = palette.number(of: image, cells: rect.size)
        for row in 0..<rect.height {
            healEdges(row: rect.y + row, from: rect.x, to: rect.maxX)
            let start = (rect.y + row) * size.width + rect.x
            for column in 0..<rect.width {
                cells[start + column] = Cell(
                    glyph: Glyph(PictureCell(number: number, column: column, row: row)),
                    style: palette.id(for: look(column, row)))
            }
        }
        pictures.append(PlacedPicture(number: number, image: image, rect: rect, background: background))
        return true
    }

    /// Whether all of a picture's cells are in sight, none covered by something drawn later.
    public func shows(_ picture: PlacedPicture) -> Bool {
        guard picture.rect.intersection(bounds) == picture.rect else { return false }
        for row in 0..<picture.rect.height {
            let start = (picture.rect.y + row) * size.width + picture.rect.x
            for column in 0..<picture.rect.width {
                let part = PictureCell(number: picture.number, column: column, row: row)
                if cells[start + column].glyph != Glyph(part) { return false }
            }
        }
        return true
    }
}
