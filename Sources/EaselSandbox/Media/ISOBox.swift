/// Writes the boxes of an ISO base media file: size, four letters, contents (ISO/IEC 14496-12, section 4.2).
struct ISOBox {
    private(set) var bytes: [UInt8] = []

    init(_ type: String, _ fill: (inout ISOBox) -> Void) {
        bytes = [0, 0, 0, 0] + Array(type.utf8)
        fill(&self)
        let size = UInt32(bytes.count)
        for place in 0..<4 { bytes[place] = UInt8(truncatingIfNeeded: size >> (24 - 8 * UInt32(place))) }
    }

    /// A box with a version and flags word.
    init(full type: String, flags: UInt32 = 0, _ fill: (inout ISOBox) -> Void) {
        self.init(type) { box in
            box.add32(flags)
            fill(&box)
        }
    }

    mutating func add(_ box: ISOBox) {
        bytes += box.bytes
    }

    mutating func add(_ raw: [UInt8]) {
        bytes += raw
    }

    mutating func add16(_ values: Int...) {
        for value in values {
            bytes += [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
        }
    }

    mutating func add32(_ values: UInt32...) {
        for value in values {
            for shift in [UInt32(24), 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
    }

    mutating func addZeros(_ count: Int) {
        bytes += [UInt8](repeating: 0, count: count)
    }
}
