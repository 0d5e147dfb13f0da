import EaselCore
import Testing

struct CRC32CStreamTests {
    /// RFC 3720, appendix B.4, and the value that Google documents for `hello world` (wire sheet 7.4: `yZRlqg==`).
    @Test(
        arguments: [
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA), ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
            ([UInt8](0..<32), 0x46DD_794E), (Array("hello world".utf8), 0xC994_65AA), ([], 0),
        ] as [([UInt8], UInt32)])
    func `known values`(_ bytes: [UInt8], _ sum: UInt32) {
        var stream = CRC32CStream()
        stream.update(bytes)
        #expect(stream.value == sum)
    }

    @Test func `pieces give what the whole gives, wherever they are cut`() {
        let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var whole = CRC32CStream()
        whole.update(bytes)
        for cut in 0...bytes.count {
            var first = CRC32CStream()
            first.update(Array(bytes.prefix(cut)))
            var second = CRC32CStream(continuing: first.value)
            second.update(Array(bytes.dropFirst(cut)))
            #expect(second.value == whole.value)
        }
    }
}
