import EaselConfig
import EaselCore
import EaselTelemetry
import Foundation

extension EaselSetup {
    /// The log and the measurements of a process.
    ///
    /// - Parameter metricsFile: where measurements are written; `EASEL_METRICS_FILE` where it is nil.
    func telemetry(metricsFile: String?) -> Telemetry {
        let path = metricsFile ?? environment["EASEL_METRICS_FILE"]
        return Telemetry(
            folder: paths.logFolder, level: settings.logLevel.value.rawValue, parentTrace: parentTrace,
            file: path.map { MetricsFile(path: $0) })
    }

    /// The trace in which this process was started, from `TRACEPARENT`.
    var parentTrace: String? { environment["TRACEPARENT"].flatMap(TraceContext.traceID(inTraceparent:)) }
}
