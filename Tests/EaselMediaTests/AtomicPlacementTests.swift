import Foundation
import Testing

@testable import EaselMedia

/// The way for file systems without hard links, which a test cannot mount everywhere.
struct AtomicPlacementTests {
    @Test func `without hard links a name is reserved first and never taken from another file`() throws {
        let folder = try MediaFolder()
        try Data("new".utf8).write(to: folder.file("part"))
        try Data("old".utf8).write(to: folder.file("taken"))
        #expect(AtomicPlacement.reserveAndRename(folder.file("part").path, to: folder.file("taken").path) == EEXIST)
        #expect(AtomicPlacement.reserveAndRename(folder.file("part").path, to: folder.file("free").path) == 0)
        #expect(try String(contentsOf: folder.file("free"), encoding: .utf8) == "new")
        #expect(try folder.files() == ["free", "taken"])
        #expect(AtomicPlacement.reserveAndRename(folder.file("gone").path, to: folder.file("other").path) == ENOENT)
        #expect(try folder.files() == ["free", "taken"])
    }
}
