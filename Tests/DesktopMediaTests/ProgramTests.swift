import Foundation
import Testing

@testable import DesktopMedia

/// Other programs: which one is taken, what it is told, and that it never outlives its task.
@Suite(.timeLimit(.minutes(2)))
struct ProgramTests {
    /// A folder with programs of these names that write what they get into files beside them.
    private func programs(_ names: String...) throws -> URL {
        let folder = try SoundFile.folder()
        for name in names {
            let file = folder.appending(path: name)
            try Data(
                "#!/bin/sh\necho \"$@\" > \(folder.path)/\(name).arguments\ncat > \(folder.path)/\(name).input\n".utf8
            )
            .write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        return folder
    }

    @Test func `the clipboard's program is the desktop's, and nobody's over SSH`() throws {
        let path = try programs("wl-copy", "xclip", "xsel").path
        let wayland = DesktopPrograms(["PATH": path, "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"])
        #expect(DesktopClipboard(wayland)?.command.program == "wl-copy")
        #expect(DesktopClipboard(DesktopPrograms(["PATH": path, "DISPLAY": ":0"]))?.command.program == "xclip")
        let xsel = try programs("xsel").path
        #expect(DesktopClipboard(DesktopPrograms(["PATH": xsel, "DISPLAY": ":0"]))?.command.program == "xsel")
        #expect(DesktopClipboard(DesktopPrograms(["PATH": path])) == nil)
        #expect(DesktopClipboard(DesktopPrograms(["PATH": "/nowhere", "DISPLAY": ":0"])) == nil)
        let remote = DesktopPrograms(["PATH": path, "DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"])
        #expect(DesktopClipboard(remote) == nil)
    }

    @Test func `a text to copy is never an argument`() async throws {
        let cat = DesktopPrograms(["PATH": try programs("xclip").path, "DISPLAY": ":0"])
        let clipboard = try #require(DesktopClipboard(cat))
        #expect(clipboard.command.arguments == ["-selection", "clipboard"])
        // `tee` stands for the program: it is there on every machine, and keeps what it reads.
        let file = try SoundFile.folder().appending(path: "copied")
        await DesktopClipboard(program: "tee", arguments: [file.path]).copy("a secret\n--help")
        #expect(try String(contentsOf: file, encoding: .utf8) == "a secret\n--help")
    }

    @Test func `a player gets a path that cannot be an option`() throws {
        let both = DesktopPrograms(["PATH": try programs("mpv", "ffplay").path, "DISPLAY": ":0"])
        let sound = try #require(PlayerCommand("/a/-b.mp3", isFilm: false, on: both))
        #expect(sound.program == "mpv")
        #expect(sound.arguments.suffix(2) == ["--", "/a/-b.mp3"])
        #expect(sound.arguments.contains("--no-video"))
        #expect(PlayerCommand("/a/b.mp4", isFilm: true, on: both)?.arguments.contains("--no-video") == false)
        #expect(PlayerCommand("b.mp4", isFilm: true, on: both) == nil)
        let ffplay = DesktopPrograms(["PATH": try programs("ffplay").path])
        let played = try #require(PlayerCommand("/a/b.wav", isFilm: false, on: ffplay))
        #expect(played.program == "ffplay")
        #expect(played.arguments.contains("-nodisp"))
        #expect(played.arguments.suffix(2) == ["-i", "file:/a/b.wav"])
        #expect(PlayerCommand("/a/b.mp4", isFilm: true, on: ffplay) == nil)
        #expect(PlayerCommand("/a/b.wav", isFilm: false, on: DesktopPrograms([:])) == nil)
    }

    @Test func `a program ends with its task`() async throws {
        let marker = "31\(Int.random(in: 100_000...999_999))"
        let task = Task { try await ProgramRun.output(of: "sleep", [marker], limit: 10, time: .seconds(3600)) }
        while !isRunning(marker) { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: (any Error).self) { _ = try await task.value }
        #expect(!isRunning(marker))
    }

    @Test func `a program that takes too long, writes too much or fails is an error`() async {
        await #expect(throws: DesktopMediaError.timedOut) {
            _ = try await ProgramRun.output(of: "sleep", ["3600"], limit: 10, time: .milliseconds(20))
        }
        await #expect(throws: (any Error).self) {
            _ = try await ProgramRun.output(of: "yes", [], limit: 10_000, time: .seconds(60))
        }
        await #expect(throws: DesktopMediaError.failed(program: "sh", words: "last words")) {
            _ = try await ProgramRun.output(
                of: "sh", ["-c", "echo first >&2; echo last words >&2; exit 3"], limit: 10, time: .seconds(60))
        }
    }

    @Test func `a decoder sees none of the keys in the environment`() async throws {
        setenv("EASEL_TEST_SECRET", "hush", 1)
        let bytes = try await ProgramRun.output(of: "env", [], limit: 100_000, time: .seconds(60))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("hush"))
        #expect(String(decoding: bytes, as: UTF8.self).contains("PATH="))
    }

    private func isRunning(_ argument: String) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { name in
            guard Int(name) != nil, let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
                return false
            }
            return String(decoding: line, as: UTF8.self).hasSuffix("\0\(argument)\0")
        }
    }
}
