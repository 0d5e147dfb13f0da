internal import CImageCodecs
public import TerminalUI

public import struct Foundation.URL

/// Decodes picture files for previews: off the calling actor, within limits, never larger than asked for.
public struct ImageDecoder: Sendable {
    /// What one picture may cost.
    public let limits: ImageLimits

    /// A decoder that keeps to `limits`.
    public init(limits: ImageLimits = .standard) {
        self.limits = limits
    }

    /// Format and size from the header; the rest may still be damaged.
    @concurrent
    public func probe(_ file: URL) async throws(ImageDecodingError) -> ImageProbe {
        try ImageDecoder.probe(FileReader.read(path: file.path, limit: limits.fileBytes))
    }

    /// The first picture in `file`, made smaller to fit into `box` (pixels) with its proportions kept; never enlarged.
    ///
    /// Cancelling the task ends it with `ImageDecodingError.cancelled` (a JPEG or WebP in work is finished first).
    @concurrent
    public func decode(_ file: URL, fitting box: Size) async throws(ImageDecodingError) -> PixelImage {
        let bytes = try FileReader.read(path: file.path, limit: limits.fileBytes)
        return try decode(bytes, fitting: box)
    }

    /// Like `decode(_:fitting:)`, for a file that is in memory already.
    public func decode(_ bytes: [UInt8], fitting box: Size) throws(ImageDecodingError) -> PixelImage {
        let probe = try ImageDecoder.probe(bytes)
        let size = ImageDecoder.size(of: probe.size, fitting: box)
        guard probe.size.width * probe.size.height <= limits.pixels,
            size.width * size.height * 4 <= limits.workingBytes
        else { throw .tooLarge }
        var limits = cic_limits(
            pixels: UInt64(clamping: limits.pixels), working_bytes: UInt64(clamping: limits.workingBytes),
            cancelled: ImageDecoder.isCancelled)
        var status = CIC_OK
        let count = size.width * size.height * 4
        let rgba = [UInt8](unsafeUninitializedCapacity: count) { pixels, initialized in
            status = cic_decode(
                bytes, bytes.count, UInt32(size.width), UInt32(size.height), &limits, pixels.baseAddress)
            initialized = status == CIC_OK ? count : 0
        }
        try ImageDecoder.check(status, format: probe.format)
        guard let image = PixelImage(width: size.width, height: size.height, rgba: rgba) else { throw .outOfMemory }
        return image
    }

    /// Format and size of a file that is in memory.
    public static func probe(_ bytes: [UInt8]) throws(ImageDecodingError) -> ImageProbe {
        var info = cic_info()
        let status = cic_probe(bytes, bytes.count, &info)
        guard let format = ImageFormat(info.format) else { throw .unknownFormat }
        try check(status, format: format)
        return ImageProbe(format: format, size: Size(width: Int(info.width), height: Int(info.height)))
    }

    /// `size` made smaller, proportions kept, until it fits into `box`; at least one pixel each way.
    static func size(of size: Size, fitting box: Size) -> Size {
        let width = max(1, min(box.width, size.width))
        let height = max(1, min(box.height, size.height))
        // Compared as fractions: width / size.width against height / size.height.
        if width * size.height <= height * size.width {
            return Size(width: width, height: max(1, min(height, (size.height * width + size.width / 2) / size.width)))
        }
        return Size(width: max(1, min(width, (size.width * height + size.height / 2) / size.height)), height: height)
    }

    /// The decoder asks on the thread of the task that called it.
    private static let isCancelled: @convention(c) () -> Bool = { Task.isCancelled }

    private static func check(_ status: cic_status, format: ImageFormat) throws(ImageDecodingError) {
        switch status {
        case CIC_OK: return
        case CIC_TOO_LARGE: throw .tooLarge
        case CIC_NO_MEMORY: throw .outOfMemory
        case CIC_CANCELLED: throw .cancelled
        case CIC_UNKNOWN_FORMAT: throw .unknownFormat
        default: throw .corrupt(format)
        }
    }
}
