import Foundation

/// A reader of ISO media files written apart from the writer, to witness against it.
struct MovieProbe {
    let width: Int
    let height: Int
    let timescale: Int
    let frameDuration: Int
    let frames: [Data]
    let objectType: UInt8

    var framesPerSecond: Double { Double(timescale) / Double(frameDuration) }
    var seconds: Double { Double(frames.count) / framesPerSecond }

    enum Defect: Error {
        case missing(String)
        case outOfBounds
    }

    init(_ file: Data) throws {
        let file = Data(file)
        let top = try Self.boxes(in: file, 0..<file.count)
        guard top.map(\.type) == ["ftyp", "mdat", "moov"], let media = top.first(where: { $0.type == "mdat" }) else {
            throw Defect.missing("ftyp mdat moov")
        }
        let track = try Self.find(["moov", "trak"], file)
        let tkhd = try Self.find(["tkhd"], file, within: track)
        width = Self.word(file, tkhd.upperBound - 8) >> 16
        height = Self.word(file, tkhd.upperBound - 4) >> 16
        let mdhd = try Self.find(["mdia", "mdhd"], file, within: track)
        timescale = Self.word(file, mdhd.lowerBound + 12)
        let table = try Self.find(["mdia", "minf", "stbl"], file, within: track)
        let stts = try Self.find(["stts"], file, within: table)
        frameDuration = Self.word(file, stts.lowerBound + 12)
        let stsz = try Self.find(["stsz"], file, within: table)
        let count = Self.word(file, stsz.lowerBound + 8)
        let stco = try Self.find(["stco"], file, within: table)
        var offset = Self.word(file, stco.lowerBound + 8)
        var frames: [Data] = []
        for index in 0..<count {
            let size = Self.word(file, stsz.lowerBound + 12 + 4 * index)
            guard media.content.contains(offset), offset + size <= media.content.upperBound else {
                throw Defect.outOfBounds
            }
            frames.append(file[offset..<offset + size])
            offset += size
        }
        self.frames = frames
        let stsd = try Self.find(["stsd"], file, within: table)
        guard let esds = file.range(of: Data("esds".utf8), in: stsd) else { throw Defect.missing("esds") }
        // version/flags, ES tag, length, id, flags, decoder tag, length
        objectType = file[esds.upperBound + 4 + 2 + 2 + 1 + 2]
    }

    private struct Box {
        let type: String
        let content: Range<Int>
    }

    private static func boxes(in file: Data, _ range: Range<Int>) throws -> [Box] {
        var result: [Box] = []
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            let size = word(file, place)
            guard size >= 8, place + size <= range.upperBound else { throw Defect.outOfBounds }
            let type = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
            result.append(Box(type: type, content: place + 8..<place + size))
            place += size
        }
        return result
    }

    private static func find(_ path: [String], _ file: Data, within range: Range<Int>? = nil) throws -> Range<Int> {
        var range = range ?? 0..<file.count
        for type in path {
            guard let box = try boxes(in: file, range).first(where: { $0.type == type }) else {
                throw Defect.missing(type)
            }
            range = box.content
        }
        return range
    }

    private static func word(_ file: Data, _ offset: Int) -> Int {
        file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
