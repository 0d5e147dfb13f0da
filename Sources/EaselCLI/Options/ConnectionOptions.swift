import ArgumentParser
import EaselApp

/// Whether a command talks to real providers or to the sandbox.
struct ConnectionOptions: ParsableArguments {
    @Flag(help: "Use the built-in sandbox instead of real providers: no key, no cost, no real model.")
    var sandbox = false

    var use: SandboxUse { sandbox ? .always : .asConfigured }
}
