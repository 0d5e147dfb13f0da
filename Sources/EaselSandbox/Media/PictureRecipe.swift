/// Everything that decides the bytes of a picture.
struct PictureRecipe: Sendable, Hashable {
    let prompt: String
    let seed: UInt64
    let size: PixelSize
    let format: PictureFormat
    /// What a safety checker leaves: a picture of normal size without content.
    var isBlack = false

    /// Paints and encodes; empty only when memory is short.
    @concurrent
    func render() async -> [UInt8] {
        PixelCanvas(size: size, scene: isBlack ? nil : Self.scene(prompt: prompt, seed: seed)).encoded(as: format)
    }

    /// One number out of prompt and seed.
    static func scene(prompt: String, seed: UInt64) -> UInt64 {
        var random = StableRandom(text: prompt)
        return random.next() ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    }
}
