extension PixelImage {
    /// The largest extent with this picture's proportions inside `box`; at least one pixel each way, empty for nothing.
    ///
    /// With `enlarges` false a small picture keeps its own size.
    public func fitted(into box: Size, enlarges: Bool = true) -> Size {
        if isEmpty || box.isEmpty { return .zero }
        var scale = min(Double(box.width) / Double(width), Double(box.height) / Double(height))
        if !enlarges { scale = min(scale, 1) }
        return Size(
            width: min(box.width, max(1, Int((Double(width) * scale).rounded()))),
            height: min(box.height, max(1, Int((Double(height) * scale).rounded())))
        )
    }

    /// The picture at another size: each new pixel is the mean of those it covers, or the nearest one when it grows.
    ///
    /// Costs time in proportion to the source, about 5 ms a megapixel: scale once, off the main actor, and keep it.
    public func scaled(to size: Size) -> PixelImage {
        if size == self.size || isEmpty { return self }
        var pixels = [UInt8](repeating: 0, count: size.width * size.height * 4)
        rgba.withUnsafeBufferPointer { source in
            for y in 0..<size.height {
                let rows = covered(y, of: size.height, source: height)
                for x in 0..<size.width {
                    let mean = mean(of: source, rows: rows, columns: covered(x, of: size.width, source: width))
                    let start = (y * size.width + x) * 4
                    (pixels[start], pixels[start + 1], pixels[start + 2], pixels[start + 3]) = mean
                }
            }
        }
        return PixelImage(width: size.width, height: size.height, rgba: pixels) ?? self
    }

    private func covered(_ index: Int, of count: Int, source: Int) -> Range<Int> {
        let start = index * source / count
        return start..<max(start + 1, (index + 1) * source / count)
    }

    /// Colours count by their alpha, so that invisible pixels do not tint the visible ones.
    private func mean(
        of source: UnsafeBufferPointer<UInt8>,
        rows: Range<Int>,
        columns: Range<Int>
    ) -> (UInt8, UInt8, UInt8, UInt8) {
        var (red, green, blue, alpha) = (0, 0, 0, 0)
        for y in rows {
            var index = (y * width + columns.lowerBound) * 4
            for _ in columns {
                let weight = Int(source[index + 3])
                red += Int(source[index]) * weight
                green += Int(source[index + 1]) * weight
                blue += Int(source[index + 2]) * weight
                alpha += weight
                index += 4
            }
        }
        if alpha == 0 { return (0, 0, 0, 0) }
        let count = rows.count * columns.count
        let half = alpha / 2
        return (
            UInt8((red + half) / alpha), UInt8((green + half) / alpha), UInt8((blue + half) / alpha),
            UInt8((alpha + count / 2) / count)
        )
    }

    /// Red, green and blue of a pixel laid over `under`.
    func color(x: Int, y: Int, over under: (Int, Int, Int)) -> (UInt8, UInt8, UInt8) {
        let start = (y * width + x) * 4
        let alpha = Int(rgba[start + 3])
        func mix(_ top: UInt8, _ bottom: Int) -> UInt8 {
            UInt8((Int(top) * alpha + bottom * (255 - alpha) + 127) / 255)
        }
        return (mix(rgba[start], under.0), mix(rgba[start + 1], under.1), mix(rgba[start + 2], under.2))
    }
}

extension PixelImage {
    /// The picture without transparency, laid over a colour; the terminal's own colour counts as black.
    public func flattened(over background: Color) -> PixelImage {
        var under = (0, 0, 0)
        if case .rgb(let red, let green, let blue) = background { under = (Int(red), Int(green), Int(blue)) }
        var pixels = rgba
        for start in stride(from: 0, to: pixels.count, by: 4) where pixels[start + 3] != 255 {
            let alpha = Int(pixels[start + 3])
            func mix(_ top: UInt8, _ bottom: Int) -> UInt8 {
                UInt8((Int(top) * alpha + bottom * (255 - alpha) + 127) / 255)
            }
            pixels[start] = mix(pixels[start], under.0)
            pixels[start + 1] = mix(pixels[start + 1], under.1)
            pixels[start + 2] = mix(pixels[start + 2], under.2)
            pixels[start + 3] = 255
        }
        return PixelImage(width: width, height: height, rgba: pixels) ?? self
    }
}
