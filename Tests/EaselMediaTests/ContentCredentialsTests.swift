import EaselCore
import EaselMedia
import Foundation
import Testing

/// Manifests are put into the fixtures after the places that the C2PA specification names; they are not signed.
struct ContentCredentialsTests {
    private static let jumbf: [UInt8] = {
        let label = Array("c2pa\u{0}".utf8)
        let uuid: [UInt8] = [0x63, 0x32, 0x70, 0x61, 0, 0x11, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
        let description = big(8 + 16 + 1 + label.count) + Array("jumd".utf8) + uuid + [3] + label
        return big(8 + description.count) + Array("jumb".utf8) + description
    }()

    private static func big(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    private static func marked(_ name: String) throws -> Data {
        var bytes = [UInt8](try MediaFixture.bytes(name))
        switch (name as NSString).pathExtension {
        case "png": bytes.insert(contentsOf: big(jumbf.count) + Array("caBX".utf8) + jumbf + [0, 0, 0, 0], at: 33)
        case "jpg":
            let length = jumbf.count + 10
            bytes.insert(
                contentsOf: [0xFF, 0xEB, UInt8(length >> 8), UInt8(length & 0xFF)] + Array("JP".utf8) + [
                    0, 1, 0, 0, 0, 1,
                ]
                    + jumbf, at: 2)
        case "webp", "wav": bytes += Array("C2PA".utf8) + big(jumbf.count).reversed() + jumbf
        case "mp3":
            let content = [UInt8(0)] + Array("application/c2pa\u{0}\u{0}c2pa\u{0}".utf8) + jumbf
            let frame = Array("GEOB".utf8) + big(content.count) + [0, 0] + content
            let size = [UInt8(0), 0, UInt8(frame.count >> 7), UInt8(frame.count & 0x7F)]
            bytes = Array("ID3".utf8) + [3, 0, 0] + size + frame + bytes
        default:
            let uuid: [UInt8] = [
                0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
            ]
            bytes += big(24 + jumbf.count) + Array("uuid".utf8) + uuid + jumbf
        }
        return Data(bytes)
    }

    private func asset(_ bytes: Data) async throws -> Asset {
        let folder = try MediaFolder()
        return try await DiskMediaStore(root: folder.url).save(
            MediaReference(.bytes(bytes)), at: .test(), from: NoSource())
    }

    private static let names = [
        "picture.png", "picture.jpg", "picture.webp", "lossless.webp", "sound.wav", "clip.mp4", "clip.mov", "sound.m4a",
        "picture.avif", "bare.mp3",
    ]

    @Test(arguments: names) func `a manifest is seen`(_ name: String) async throws {
        #expect(try await asset(Self.marked(name)).hasContentCredentials == true)
        #expect(try await asset(MediaFixture.bytes(name)).hasContentCredentials == false)
    }

    @Test(arguments: ["clip.webm", "sound.ogg", "picture.gif"])
    func `where nobody looks, nothing is claimed`(_ name: String) async throws {
        #expect(try await asset(MediaFixture.bytes(name)).hasContentCredentials == nil)
    }

    @Test(arguments: names) func `a file that is cut off anywhere does no harm`(_ name: String) async throws {
        let bytes = try Self.marked(name)
        for cut in stride(from: 16, to: min(bytes.count, 2000), by: 37) {
            _ = try? await asset(bytes.prefix(cut))
        }
    }
}
