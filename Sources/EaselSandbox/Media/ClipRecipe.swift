/// Everything that decides the bytes of a video clip.
struct ClipRecipe: Sendable, Hashable {
    let prompt: String
    let seed: UInt64
    let size: PixelSize
    let framesPerSecond: Int
    let seconds: Double

    var frameCount: Int { max(1, Int((Double(framesPerSecond) * seconds).rounded())) }

    /// An MP4 of Motion JPEG frames; empty only when memory is short.
    @concurrent
    func render() async -> [UInt8] {
        let scene = PictureRecipe.scene(prompt: prompt, seed: seed)
        var canvas = PixelCanvas(size: size, scene: nil)
        var frames: [[UInt8]] = []
        for index in 0..<frameCount {
            if Task.isCancelled { return [] }
            canvas.paint(scene: scene, seconds: Double(index) / Double(framesPerSecond))
            frames.append(canvas.encoded(as: .jpeg, quality: 80))
        }
        return MotionJPEGMovie(frames: frames, size: size, framesPerSecond: framesPerSecond).bytes()
    }
}
