import EaselApp
import EaselCLI
import EaselConfig
import EaselCore
import EaselTUI
import Foundation
import TerminalImages
import TerminalNCurses
import TerminalUI

/// Opens the terminal and runs the studio on live implementations.
struct StudioLauncher {
    let environment: Environment
    let order: StudioOrder
    let output: CommandOutput

    /// Returns the exit code of the process.
    @MainActor
    func run() async -> Int32 {
        do throws(EaselError) {
            var options = SetupOptions(
                environment: environment, sandbox: order.onSandbox ? .always : .whenUnconfigured)
            options.tape = order.tape
            let setup = try await EaselSetup.load(options)
            do throws(EaselError) {
                let runtime = try EaselRuntime.open(setup)
                let status = try await open(runtime, theme: try theme(setup))
                await runtime.close()
                return status
            } catch {
                await setup.close()
                throw error
            }
        } catch {
            output.show(error)
            return ExitStatus(error.kind).rawValue
        }
    }

    @MainActor
    private func open(_ runtime: EaselRuntime, theme: Theme) async throws(EaselError) -> Int32 {
        let backend: NCursesBackend
        do throws(TerminalOpeningError) {
            backend = try TerminalOpening.open()
        } catch {
            await runtime.close()
            throw EaselError(
                .configuration, "The studio cannot open: \(error).",
                remedy: "The commands work without a terminal: easel --help.")
        }
        let decoder = ImageDecoder()
        var dependencies = StudioDependencies(
            runner: runtime.runner, registry: runtime.registry, history: runtime.history,
            decodeImage: { try await decoder.decode($0, fitting: $1) },
            openFile: { try await SystemOpener.open($0) })
        dependencies.isSandbox = runtime.setup.isSandbox
        dependencies.isReplay = runtime.setup.isReplay
        for modality in Modality.allCases {
            dependencies.targets[modality] = try? runtime.setup.defaultTarget(for: modality)
            dependencies.fallbacks[modality] = runtime.setup.fallback(for: modality)
        }
        dependencies.notice = runtime.notices.first
        dependencies.theme = theme
        await runtime.sweepLeft()
        async let _: Void = runtime.sweep()
        async let _ = try? runtime.resumeUploads()
        let exit = await runStudio(on: backend, dependencies)
        return Self.status(of: exit)
    }

    private static func status(of exit: StudioExit) -> Int32 {
        switch exit {
        case .quit, .hangup: 0
        case .terminated(let signal): 128 + signal
        }
    }

    /// The configured theme, looked for beside the configuration and where Easel is installed.
    private func theme(_ setup: EaselSetup) throws(EaselError) -> Theme {
        guard let name = setup.settings.theme.value else { return .standard }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let folders = [
            setup.paths.configFile.deletingLastPathComponent().appending(path: "themes"),
            program.appending(path: "../share/easel/Themes").standardizedFileURL,
            program.appending(path: "../../../Themes").standardizedFileURL,
        ]
        do throws(ThemeError) {
            return try ThemeLoader(searchPath: folders.map(\.path)).theme(named: name)
        } catch {
            throw EaselError(
                .configuration, "\(error)",
                remedy: "Correct \(setup.settings.theme.origin), or put the theme into \(folders[0].path).")
        }
    }
}
