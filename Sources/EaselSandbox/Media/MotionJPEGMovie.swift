/// An MP4 whose frames are JPEG pictures: an `mp4v` sample entry with object type 0x6C in its `esds`
/// (ISO/IEC 14496-1, table 5), which ffmpeg and mpv play.
struct MotionJPEGMovie {
    let frames: [[UInt8]]
    let size: PixelSize
    let framesPerSecond: Int

    private static let unityMatrix: [UInt32] = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000]
    private static let ticksPerFrame: UInt32 = 1000

    private var timescale: UInt32 { UInt32(framesPerSecond) * Self.ticksPerFrame }
    private var duration: UInt32 { UInt32(frames.count) * Self.ticksPerFrame }

    func bytes() -> [UInt8] {
        let fileType = ISOBox("ftyp") { box in
            box.add(Array("isom".utf8))
            box.add32(0x200)
            box.add(Array("isomiso2mp41".utf8))
        }
        let media = ISOBox("mdat") { box in
            for frame in frames { box.add(frame) }
        }
        let movie = ISOBox("moov") { box in
            box.add(movieHeader())
            box.add(track(firstSampleAt: UInt32(fileType.bytes.count) + 8))
        }
        return fileType.bytes + media.bytes + movie.bytes
    }

    private func movieHeader() -> ISOBox {
        ISOBox(full: "mvhd") { box in
            box.add32(0, 0, timescale, duration, 0x10000)
            box.add16(0x100)
            box.addZeros(10)
            for value in Self.unityMatrix { box.add32(value) }
            box.addZeros(24)
            box.add32(2)
        }
    }

    private func track(firstSampleAt offset: UInt32) -> ISOBox {
        ISOBox("trak") { track in
            track.add(
                ISOBox(full: "tkhd", flags: 3) { box in
                    box.add32(0, 0, 1, 0, duration)
                    box.addZeros(16)
                    for value in Self.unityMatrix { box.add32(value) }
                    box.add32(UInt32(size.width) << 16, UInt32(size.height) << 16)
                }
            )
            track.add(
                ISOBox("mdia") { media in
                    media.add(mediaHeader())
                    media.add(handler())
                    media.add(mediaInformation(firstSampleAt: offset))
                }
            )
        }
    }

    private func mediaHeader() -> ISOBox {
        ISOBox(full: "mdhd") { box in
            box.add32(0, 0, timescale, duration)
            // The language code "und", five bits a letter.
            box.add16(0x55C4, 0)
        }
    }

    private func handler() -> ISOBox {
        ISOBox(full: "hdlr") { box in
            box.add32(0)
            box.add(Array("vide".utf8))
            box.addZeros(12)
            box.add(Array("sandbox\0".utf8))
        }
    }

    private func mediaInformation(firstSampleAt offset: UInt32) -> ISOBox {
        ISOBox("minf") { information in
            information.add(ISOBox(full: "vmhd", flags: 1) { $0.addZeros(8) })
            information.add(
                ISOBox("dinf") { box in
                    box.add(
                        ISOBox(full: "dref") { references in
                            references.add32(1)
                            references.add(ISOBox(full: "url ", flags: 1) { _ in })
                        }
                    )
                }
            )
            information.add(sampleTable(firstSampleAt: offset))
        }
    }

    private func sampleTable(firstSampleAt offset: UInt32) -> ISOBox {
        let count = UInt32(frames.count)
        return ISOBox("stbl") { table in
            table.add(
                ISOBox(full: "stsd") { box in
                    box.add32(1)
                    box.add(sampleEntry())
                }
            )
            table.add(ISOBox(full: "stts") { $0.add32(1, count, Self.ticksPerFrame) })
            table.add(ISOBox(full: "stsc") { $0.add32(1, 1, count, 1) })
            table.add(
                ISOBox(full: "stsz") { box in
                    box.add32(0, count)
                    for frame in frames { box.add32(UInt32(frame.count)) }
                }
            )
            table.add(ISOBox(full: "stco") { $0.add32(1, offset) })
        }
    }

    private func sampleEntry() -> ISOBox {
        ISOBox("mp4v") { box in
            box.addZeros(6)
            box.add16(1)
            box.addZeros(16)
            box.add16(size.width, size.height)
            box.add32(0x48_0000, 0x48_0000, 0)
            box.add16(1)
            box.addZeros(32)
            box.add16(24, -1)
            box.add(elementaryStream())
        }
    }

    private func elementaryStream() -> ISOBox {
        let largest = UInt32(frames.map(\.count).max() ?? 0)
        let total = frames.reduce(0) { $0 + $1.count }
        let average = UInt32(total * 8 * framesPerSecond / max(frames.count, 1))
        return ISOBox(full: "esds") { box in
            box.add([0x03, 21])
            box.add16(1)
            box.add([0, 0x04, 13, 0x6C, 0x11])
            box.add([
                UInt8(truncatingIfNeeded: largest >> 16), UInt8(truncatingIfNeeded: largest >> 8),
                UInt8(truncatingIfNeeded: largest),
            ])
            box.add32(largest * 8 * UInt32(framesPerSecond), average)
            box.add([0x06, 1, 0x02])
        }
    }
}
