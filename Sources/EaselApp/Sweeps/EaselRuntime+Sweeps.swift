import EaselConfig
public import EaselCore
public import EaselEngine
import Foundation

/// Sweeps of the studio: each is a file in the data folder, so that the studio and `easel sweep FILE --resume` go on with it.
extension EaselRuntime {
    private var sweepFolder: URL { setup.paths.dataFolder.appending(path: "sweeps", directoryHint: .isDirectory) }

    /// What the run of a file is called in history. A trial on the sandbox is another run than the real one of the same file.
    public func batchName(ofFile file: String) -> String {
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        return setup.isSandbox ? path + " (sandbox)" : path
    }

    /// Keeps a plan as a file; the same plan is the same file. Throws `.storage` when it cannot be written.
    public func keep(_ plan: SweepPlan) throws(EaselError) -> KeptSweep {
        let file = sweepFolder.appending(path: "sweep-\(SweepPlan.digest(plan.name)).json")
        do {
            try FileManager.default.createDirectory(
                at: sweepFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data((JSONText.encode(plan.value) + "\n").utf8).write(to: file, options: .atomic)
        } catch {
            throw EaselError(
                .storage, "The sweep cannot be kept in \(sweepFolder.path).",
                remedy: "Check the free space and that you may write there.")
        }
        return kept(plan, file)
    }

    /// The sweeps that were begun here, newest first; a file that holds none is passed over.
    public func keptSweeps() -> [KeptSweep] {
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        let files =
            (try? FileManager.default.contentsOfDirectory(at: sweepFolder, includingPropertiesForKeys: keys)) ?? []
        let dated = files.filter { $0.pathExtension == "json" }.map { file in
            (file, (try? file.resourceValues(forKeys: Set(keys)).contentModificationDate) ?? .distantPast)
        }
        return dated.sorted { ($0.1, $0.0.path) > ($1.1, $1.0.path) }.compactMap { file, _ in
            (try? SweepFile.read(file.path, defaults: SweepDefaults()))?.first.map { kept($0, file) }
        }
    }

    private func kept(_ plan: SweepPlan, _ file: URL) -> KeptSweep {
        let sheet = setup.paths.mediaFolder.appending(path: file.deletingPathExtension().lastPathComponent + ".html")
        return KeptSweep(plan, file: file.path, name: batchName(ofFile: file.path), sheet: sheet.path)
    }
}
