extension CellPalette {
    /// Pictures that keep their number though they are not on the screen: who goes back and forth finds them again.
    static let rememberedPictures = 12

    /// The number of a picture that is shown in so many cells; the same for as long as it is remembered.
    func number(of image: PixelImage, cells: Size) -> Int {
        if let index = pictures.firstIndex(where: { $0.cells == cells && $0.image == image }) {
            let known = pictures.remove(at: index)
            pictures.append(known)
            return known.number
        }
        repeat {
            lastPicture = lastPicture % PictureCell.lastNumber + 1
        } while pictures.contains { $0.number == lastPicture }
        pictures.append(NumberedPicture(number: lastPicture, image: image, cells: cells))
        return lastPicture
    }

    /// Forgets the pictures that were not looked at for long, those on `surface` never.
    func forgetPictures(notOn surface: Surface) {
        var excess = pictures.count - max(Self.rememberedPictures, surface.pictures.count)
        if excess <= 0 { return }
        let shown = Set(surface.pictures.map(\.number))
        pictures.removeAll { picture in
            guard excess > 0, !shown.contains(picture.number) else { return false }
            excess -= 1
            return true
        }
    }

    /// A picture that has a number.
    struct NumberedPicture {
        let number: Int
        let image: PixelImage
        let cells: Size
    }
}
