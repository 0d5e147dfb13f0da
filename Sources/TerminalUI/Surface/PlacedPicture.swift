/// A picture on a frame. Its cells are on the surface as `PictureCell`s: whatever is drawn over some of them covers the
/// picture there, and a frame that shows the same picture at the same place has the same cells.
public struct PlacedPicture: Hashable, Sendable {
    /// What `PictureCell.number` of its cells says; the same as long as the picture is the same.
    public let number: Int
    /// What a terminal with graphics shows, stretched to `rect` if need be.
    public let image: PixelImage
    /// The cells it takes, all of them on the surface.
    public let rect: Rect
    /// What lies under transparent pixels and around a picture that fills its cells not quite.
    public let background: Color
}
