import ArgumentParser

/// What a command leaves for those who watch it.
struct TelemetryOptions: ParsableArguments {
    @Option(
        name: .customLong("metrics-file"),
        help: ArgumentHelp("Write measurements there, in Prometheus text format.", valueName: "file"))
    var metricsFile: String?
}
