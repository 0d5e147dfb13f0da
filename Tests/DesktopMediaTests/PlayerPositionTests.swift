import Foundation
import Testing

@testable import DesktopMedia

/// Two takes beside each other: equally loud, switched where the one is heard, and a machine without sound says so.
@Suite(.timeLimit(.minutes(2)))
struct PlayerPositionTests {
    /// A folder with a player that writes its arguments beside itself, and then does what `script` says.
    private func player(_ name: String, _ script: String) throws -> (folder: URL, player: MediaPlayer) {
        let folder = try SoundFile.folder()
        let file = folder.appending(path: name)
        try Data("#!/bin/sh\necho \"$@\" >> \"$0.arguments\"\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return (folder, MediaPlayer(DesktopPrograms(["PATH": folder.path])))
    }

    @Test func `the other take begins where this one is heard, not where a clock would be`() async throws {
        let (folder, player) = try player(
            "mpv", "printf 'at 5.000000\\r\\r\\033[Kat 5.250000\\r' >&2; exec /bin/sleep 600")
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = Task { try await player.play(URL(fileURLWithPath: "/a/first.wav"), isFilm: false) }
        while await player.position ?? 0 < 5 { try await Task.sleep(for: .milliseconds(5)) }
        let second = Task {
            try await player.play(URL(fileURLWithPath: "/a/second.wav"), isFilm: false, from: 9, gain: -6)
        }
        #expect(try await first.value)
        let log = folder.appending(path: "mpv.arguments")
        let arguments = { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
        while !arguments().contains("second") { try await Task.sleep(for: .milliseconds(5)) }
        let start = try #require(arguments().firstMatch(of: /--start=([0-9.]+) --af=lavfi=\[volume=-6.00dB\]/))
        let seconds = try #require(Double(start.1))
        #expect((5.25...5.75).contains(seconds))
        await player.stop()
        #expect(try await second.value)
        #expect(await player.position == nil)
        // Nothing plays: the caller's word is taken.
        let third = Task { try await player.play(URL(fileURLWithPath: "/a/third.wav"), isFilm: false, from: 3) }
        while !arguments().contains("third") { try await Task.sleep(for: .milliseconds(5)) }
        #expect(arguments().contains("--start=3.00 "))
        await player.stop()
        #expect(try await third.value)
    }

    @Test func `a position is what the players write it as, and nothing else`() throws {
        let folder = try player("ffplay", "").folder
        defer { try? FileManager.default.removeItem(at: folder) }
        let ffplay = try #require(
            PlayerCommand("/a.wav", isFilm: false, on: DesktopPrograms(["PATH": folder.path])))
        #expect(ffplay.position(in: "   2.02 M-A:  0.000 fd=   0 aq=  104KB vq=    0KB sq=    0B f=0/0   ") == 2.02)
        #expect(ffplay.position(in: "    nan    :  0.000 fd=   0 aq=    0KB") == nil)
        #expect(ffplay.position(in: "nan M-A: 0.000 fd=0") == nil)
        #expect(ffplay.position(in: "ALSA lib confmisc.c:855:(parse_card) cannot find card '0'") == nil)
    }

    @Test(arguments: [
        ("mpv", "echo 'Could not open/initialize audio device -> no sound.'; exit 2"),
        ("ffplay", "echo 'No more combinations to try, audio open failed' >&2; exit 0"),
    ]) func `a machine without sound says so`(name: String, script: String) async throws {
        let (folder, player) = try player(name, script)
        defer { try? FileManager.default.removeItem(at: folder) }
        await #expect(throws: DesktopMediaError.noSound(program: name)) {
            _ = try await player.play(URL(fileURLWithPath: "/a/b.wav"), isFilm: false)
        }
    }

    @Test func `two takes of very different loudness are equally loud through the player's own filter`() async throws {
        let folder = try SoundFile.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (loud, quiet) = (folder.appending(path: "loud.wav"), folder.appending(path: "quiet.flac"))
        try SoundFile.generate(["-f", "lavfi", "-i", "anoisesrc=c=pink:a=0.9:d=2:seed=1:r=44100"], to: loud)
        try SoundFile.generate(["-f", "lavfi", "-i", "anoisesrc=c=brown:a=0.03:d=2:seed=2:r=48000"], to: quiet)
        let reader = LoudnessReader()
        let gains = await reader.gains(of: [loud, quiet])
        let desktop = DesktopPrograms(["PATH": try player("ffplay", "").folder.path])
        var heard: [Double] = []
        for (file, gain) in zip([loud, quiet], gains) {
            let command = try #require(PlayerCommand(file.path, isFilm: false, gain: gain, on: desktop))
            let filter = command.arguments.firstIndex(of: "-af").map { command.arguments[$0 + 1] } ?? "anull"
            let rendered = folder.appending(path: "heard-\(heard.count).wav")
            try SoundFile.generate(["-i", file.path, "-af", filter], to: rendered)
            heard.append(try #require(try await reader.loudness(of: rendered)))
        }
        #expect(gains.min() ?? 0 < -12 && gains.max() == 0)
        #expect(abs(heard[0] - heard[1]) < 0.5)
    }
}
