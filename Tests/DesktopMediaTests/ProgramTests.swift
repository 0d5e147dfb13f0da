import Foundation
import Testing

@testable import DesktopMedia

/// Other programs: which one is taken, what it is told, and that it never outlives its task.
@Suite(.timeLimit(.minutes(2)))
struct ProgramTests {
    /// A folder with programs of these names; each does what `script` says, `$0.arguments` being a file of its own.
    private func programs(_ names: String..., script: String = "exit 0") throws -> URL {
        let folder = try SoundFile.folder()
        for name in names {
            let file = folder.appending(path: name)
            try Data("#!/bin/sh\necho \"$@\" > \"$0.arguments\"\n\(script)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        return folder
    }

    @Test func `the clipboard's program is the desktop's, and over SSH at most tmux`() throws {
        let folder = try programs("wl-copy", "xclip", "xsel", "tmux")
        let less = try programs("xsel")
        defer { for folder in [folder, less] { try? FileManager.default.removeItem(at: folder) } }
        func found(_ variables: [String: String], in folder: URL = folder) -> [String]? {
            DesktopClipboard(DesktopPrograms(variables.merging(["PATH": folder.path]) { $1 }))?.commands.map(\.program)
        }
        #expect(found(["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"]) == ["wl-copy"])
        #expect(found(["DISPLAY": ":0"]) == ["xclip"])
        #expect(found(["DISPLAY": ":0"], in: less) == ["xsel"])
        #expect(found(["WAYLAND_DISPLAY": "wayland-0"], in: less) == nil)
        #expect(found([:]) == nil)
        #expect(found(["DISPLAY": ":0"], in: URL(fileURLWithPath: "/nowhere")) == nil)
        #expect(found(["DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"]) == nil)
        #expect(found(["DISPLAY": ":0", "TMUX": "/tmp/tmux"]) == ["tmux", "xclip"])
        #expect(found(["DISPLAY": ":0", "SSH_TTY": "/dev/pts/1", "TMUX": "/tmp/tmux"]) == ["tmux"])
    }

    @Test func `a text to copy goes to the standard input and is never an argument`() async throws {
        let folder = try programs("xclip", script: "/bin/cat > \"$0.input\"")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clipboard = try #require(DesktopClipboard(DesktopPrograms(["PATH": folder.path, "DISPLAY": ":0"])))
        await clipboard.copy("a secret\n--help")
        func content(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        #expect(try content("xclip.input") == "a secret\n--help")
        #expect(try content("xclip.arguments") == "-selection clipboard\n")
    }

    @Test func `a file plays until it is stopped, and another one takes its place`() async throws {
        let marker = "32\(Int.random(in: 100_000...999_999))"
        let folder = try programs("mpv", script: "exec /bin/sleep \(marker)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let player = MediaPlayer(DesktopPrograms(["PATH": folder.path]))
        let first = Task { try await player.play(URL(fileURLWithPath: "/a/first.mp3"), isFilm: false) }
        while !isRunning(marker) { try await Task.sleep(for: .milliseconds(5)) }
        let second = Task { try await player.play(URL(fileURLWithPath: "/a/second.mp3"), isFilm: false) }
        #expect(try await first.value)
        while !isRunning(marker) { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try String(contentsOf: folder.appending(path: "mpv.arguments"), encoding: .utf8).contains("second"))
        await player.stop()
        #expect(try await second.value)
        #expect(!isRunning(marker))
    }

    @Test func `a player that fails is told in its own words, and none is no error`() async throws {
        let folder = try programs("mpv", script: "echo no such device >&2; exit 2")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = URL(fileURLWithPath: "/a/b.mp3")
        await #expect(throws: DesktopMediaError.failed(program: "mpv", words: "no such device")) {
            _ = try await MediaPlayer(DesktopPrograms(["PATH": folder.path])).play(file, isFilm: false)
        }
        #expect(try await MediaPlayer(DesktopPrograms([:])).play(file, isFilm: false) == false)
    }

    @Test func `a player gets a path that cannot be an option`() throws {
        let both = DesktopPrograms(["PATH": try programs("mpv", "ffplay").path, "DISPLAY": ":0"])
        let sound = try #require(PlayerCommand("/a/-b.mp3", isFilm: false, on: both))
        #expect(sound.program == "mpv")
        #expect(sound.arguments.suffix(2) == ["--", "/a/-b.mp3"])
        #expect(sound.arguments.contains("--no-video"))
        #expect(PlayerCommand("/a/b.mp4", isFilm: true, on: both)?.arguments.contains("--no-video") == false)
        #expect(PlayerCommand("b.mp4", isFilm: true, on: both) == nil)
        let later = PlayerCommand("/a/b.wav", isFilm: false, from: 2.5, gain: -6, on: both)
        #expect(later?.arguments.suffix(4) == ["--start=2.50", "--af=lavfi=[volume=-6.00dB]", "--", "/a/b.wav"])
        let ffplay = DesktopPrograms(["PATH": try programs("ffplay").path])
        let turnedDown = PlayerCommand("/a/b.wav", isFilm: false, from: 2.5, gain: -6, on: ffplay)?.arguments ?? []
        #expect(turnedDown.contains("volume=-6.00dB") && turnedDown.contains("2.50"))
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
        // Subprocess 1.0.2 can miss a cancel in the moment between the start and its own note of it.
        try await Task.sleep(for: .milliseconds(200))
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
