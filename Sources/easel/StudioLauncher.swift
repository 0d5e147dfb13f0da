import EaselApp
import EaselCLI
import EaselConfig
import EaselCore
import EaselEngine
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

    /// Returns the exit code of the process. Begins anew when the studio asks for it, with what was changed in it.
    @MainActor
    func run() async -> Int32 {
        do throws(EaselError) {
            var end = try await once()
            while end.wantsMore { end = try await once() }
            return end.status
        } catch {
            output.show(error)
            return ExitStatus(error.kind).rawValue
        }
    }

    /// How a studio ended.
    private struct End {
        var status: Int32
        /// Another one shall follow.
        var wantsMore: Bool
    }

    @MainActor
    private func once() async throws(EaselError) -> End {
        var options = SetupOptions(
            environment: environment, sandbox: order.onSandbox ? .always : .whenUnconfigured)
        options.tape = order.tape
        let setup = try await EaselSetup.load(options)
        do throws(EaselError) {
            let runtime = try EaselRuntime.open(setup)
            let end = try await open(runtime, theme: try StudioThemes(setup).chosen(setup.settings))
            await runtime.close()
            if let problem = setup.recordingProblem { output.show(problem) }
            return end
        } catch {
            await setup.close()
            throw error
        }
    }

    @MainActor
    private func open(_ runtime: EaselRuntime, theme: Theme) async throws(EaselError) -> End {
        let backend: NCursesBackend
        do throws(TerminalOpeningError) {
            let interface = runtime.setup.settings.interface
            let pictures = PictureProtocol(rawValue: interface.pictures.value.rawValue)
            backend = try TerminalOpening.open(
                pictures: pictures ?? .auto, takesMouse: interface.mouse.value, encoder: ImageEncoder.forTerminals)
        } catch {
            await runtime.close()
            throw EaselError(
                .configuration, "The studio cannot open: \(error).",
                remedy: "The commands work without a terminal: easel --help.")
        }
        var wantsMore = false
        var dependencies = dependencies(runtime, theme: theme)
        dependencies.restart = { wantsMore = true }
        dependencies.isFirstRun = runtime.setup.isReplay ? false : await isFirstRun(runtime)
        if let editor = ExternalEditor(environment) {
            dependencies.editText = { try await editor.edit($0, on: backend) }
        }
        await runtime.sweepLeft()
        async let _: Void = runtime.sweep()
        async let _ = try? runtime.resumeUploads()
        let exit = await runStudio(on: backend, dependencies)
        return End(status: Self.status(of: exit), wantsMore: wantsMore && exit == .quit)
    }

    private func dependencies(_ runtime: EaselRuntime, theme: Theme) -> StudioDependencies {
        let decoder = ImageDecoder()
        let setup = runtime.setup
        var dependencies = StudioDependencies(
            runner: runtime.runner, registry: runtime.registry, history: runtime.history,
            decodeImage: { try await decoder.decode($0, fitting: $1) },
            openFile: { try await SystemOpener.open($0) })
        dependencies.comparisons = runtime.comparisons
        dependencies.exportComparison = { order throws(EaselError) in try await runtime.write(order) }
        dependencies.sweeps = runtime.sweepShelf
        dependencies.home = setup.paths.home.path
        DesktopServices(environment).install(in: &dependencies)
        dependencies.isSandbox = setup.isSandbox
        dependencies.profile = setup.paths.profile
        dependencies.desk = runtime.desk
        dependencies.exportHistory = { order throws(EaselError) in try await runtime.write(order) }
        dependencies.isReplay = setup.isReplay
        for modality in Modality.allCases {
            dependencies.targets[modality] = try? setup.defaultTarget(for: modality)
            dependencies.fallbacks[modality] = setup.fallback(for: modality)
        }
        dependencies.controls = StudioControls(runtime)
        dependencies.figures = FigureStyle(localeNamed: setup.settings.interface.locale.value)
        let templates = TemplateFolder(setup.paths)
        dependencies.loadTemplates = { await Self.offMain { templates.load() } }
        dependencies.saveTemplate = { template throws(EaselError) in try templates.save(template) }
        dependencies.theme = theme
        let keys = KeyConfiguration.read(setup.settings.file.keys)
        dependencies.keys = keys.keys
        dependencies.notice = (runtime.notices + keys.problems).first
        dependencies.settings = StudioSettingsDesk(setup).settings
        let presets = PresetFile(setup.paths)
        dependencies.presets = PresetShelf(
            all: { () throws(EaselError) in try await presets.all() },
            save: { preset throws(EaselError) in try await presets.save(preset) },
            delete: { preset throws(EaselError) in try await presets.delete(preset.name, preset.modality) })
        dependencies.checkup = { Checkup(await setup.diagnose()) }
        return dependencies
    }

    @concurrent
    private static func offMain<Value: Sendable>(_ work: @Sendable () -> Value) async -> Value { work() }

    /// Nothing was ever made here.
    private func isFirstRun(_ runtime: EaselRuntime) async -> Bool {
        let page = try? await runtime.history.page(HistoryQuery(limit: 1))
        return page?.records.isEmpty == true
    }

    private static func status(of exit: StudioExit) -> Int32 {
        switch exit {
        case .quit, .hangup: 0
        case .terminated(let signal): 128 + signal
        }
    }
}
