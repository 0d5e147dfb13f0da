import Foundation
import Testing

/// Processes are killed at random moments; nothing is lost, nothing is paid for twice, nothing is left lying about.
///
/// `EASEL_KILLS=200` makes it long, `EASEL_SEED=…` repeats a run's choices (not its timing).
@Suite(.serialized) struct KillTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(.timeLimit(.minutes(20))) func `processes killed at random moments lose nothing and pay for nothing twice`()
        async throws
    {
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["EASEL_KILLS"].flatMap(Int.init) ?? 20
        let seed = environment["EASEL_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 1...UInt64.max)
        print("kill test: EASEL_KILLS=\(kills) EASEL_SEED=\(seed)")
        // Answers come some time after the job is made: that is when a kill leaves a request of unknown fate.
        let sandbox = try await SandboxProcess(scratch, ["--fast", "--fault", "*:late=60ms:method=POST"])
        let rig = KillRig(scratch, sandbox, seed: seed)
        try await rig.run(kills: kills)
        #expect(try rig.settle(), "nothing stays open")
        #expect(rig.surprises.isEmpty, "\(rig.surprises.joined(separator: "\n"))")
        let rows = try rig.history()
        let jobs = try await sandbox.jobs()
        print("kill test: \(rig.kills) kills, \(rows.count) rows, \(jobs.count) jobs, \(Self.tally(rows))")
        try checkRows(rows, jobs)
        try await checkSubmits(rows, sandbox)
        try checkFiles(rows, rig)
    }

    /// Every accepted job has exactly one row, and that row has its result.
    private func checkRows(_ rows: [GenerationResult], _ jobs: [SandboxProcess.SeenJob]) throws {
        var owners: [String: [GenerationResult]] = [:]
        for row in rows { if let job = row.remoteJob { owners[job.id, default: []].append(row) } }
        for (job, owners) in owners {
            #expect(owners.count == 1, "\(job) belongs to one row")
            #expect(jobs.contains { $0.id == job }, "\(job) was accepted")
            #expect(
                owners.allSatisfy { $0.status == "succeeded" }, "\(job): \(owners.map { "\($0.error?.message ?? "")" })"
            )
        }
        let unknown = rows.filter { $0.error?.mayHaveBeenAccepted == true }
        let orphans = jobs.filter { owners[$0.id] == nil }
        let unlisted = orphans.filter { !Self.isListed($0.endpoint) }
        #expect(orphans.count == unlisted.count, "where jobs are listed, none is lost: \(orphans)")
        let unknownClips = unknown.filter { $0.modality == "video" && $0.provider == "openrouter" }
        #expect(unlisted.count <= unknownClips.count, "a job that is lost has a row that says so")
        for row in rows where row.status != "succeeded" {
            #expect(row.status == "failed" && row.error?.kind == "unavailable", "\(row)")
        }
        for row in rows where row.status == "succeeded" {
            #expect(row.modality == "text" ? row.text?.isEmpty == false : row.assets.count == 1, "\(row)")
        }
    }

    private static func isListed(_ endpoint: String) -> Bool {
        endpoint.hasPrefix("fal-ai/") || endpoint.hasPrefix("black-forest-labs/")
    }

    /// Nothing was sent twice for one row, and nothing for a row that says that it was never sent.
    private func checkSubmits(_ rows: [GenerationResult], _ sandbox: SandboxProcess) async throws {
        let submits = try await sandbox.requests("POST", "").compactMap(\.body)
        for (prompt, same) in Dictionary(grouping: rows, by: \.prompt) {
            let sent = submits.count { $0.contains("\"\(prompt)\"") }
            let mayBeOut = same.count { $0.error == nil || $0.error?.mayHaveBeenAccepted == true }
            #expect(sent <= mayBeOut, "\(prompt) was sent \(sent) times for \(mayBeOut) rows")
        }
    }

    /// What history knows is on disk as it says, and nothing else is.
    private func checkFiles(_ rows: [GenerationResult], _ rig: KillRig) throws {
        var known: Set<String> = []
        for asset in rows.flatMap(\.assets) {
            let path = URL(fileURLWithPath: asset.path).resolvingSymlinksInPath().path
            known.formUnion([path, path + ".json"])
            #expect(try Self.sha256(path, scratch) == asset.sha256, "\(path)")
        }
        let others = rig.files().map { $0.resolvingSymlinksInPath().path }.filter { !known.contains($0) }
        #expect(others.isEmpty, "nothing is left behind: \(others)")
    }

    private static func sha256(_ path: String, _ scratch: Scratch) throws -> String {
        let run = try RunningProgram(
            URL(fileURLWithPath: "/usr/bin/sha256sum"), [path], environment: scratch.environment(), in: scratch)
        return String(run.finish().output.prefix(64))
    }

    private static func tally(_ rows: [GenerationResult]) -> String {
        Dictionary(grouping: rows) { $0.error?.mayHaveBeenAccepted == true ? "unknown" : $0.status }
            .map { "\($0.value.count) \($0.key)" }.sorted().joined(separator: ", ")
    }
}
