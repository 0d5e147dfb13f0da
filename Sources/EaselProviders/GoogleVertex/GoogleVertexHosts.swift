import EaselCore
import EaselProviderKit
import Foundation

/// The hosts of Vertex AI by location (wire sheet 0.1).
///
/// They are a closed list: the access token must not follow a location that somebody wrote to a host that nobody knows.
enum GoogleVertexHosts {
    /// Served by `aiplatform.<location>.rep.googleapis.com`.
    private static let multiRegions = ["us", "eu"]

    /// Served by `<location>-aiplatform.googleapis.com`.
    private static let regions = [
        "africa-south1", "asia-east1", "asia-east2", "asia-northeast1", "asia-northeast2", "asia-northeast3",
        "asia-south1", "asia-south2", "asia-southeast1", "asia-southeast2", "australia-southeast1",
        "australia-southeast2", "europe-central2", "europe-north1", "europe-southwest1", "europe-west1",
        "europe-west2", "europe-west3", "europe-west4", "europe-west6", "europe-west8", "europe-west9",
        "europe-west12", "me-central1", "me-central2", "me-west1", "northamerica-northeast1",
        "northamerica-northeast2", "southamerica-east1", "southamerica-west1", "us-central1", "us-east1", "us-east4",
        "us-east5", "us-south1", "us-west1", "us-west2", "us-west3", "us-west4",
    ]

    /// Every address beside the global one.
    static let addresses = (multiRegions + regions).map { "https://" + host($0) }

    private static func host(_ location: String) -> String {
        multiRegions.contains(location)
            ? "aiplatform.\(location).rep.googleapis.com" : "\(location)-aiplatform.googleapis.com"
    }

    /// The address for a location. An address that a person configured stands in for all of them.
    static func address(of location: String, in context: ProviderContext) throws(EaselError) -> URL? {
        let known = context.alternatives["vertex"] ?? []
        if known.isEmpty || location == "global" { return context.endpoints["vertex"] }
        if let url = known.first(where: { $0.host() == host(location) }) { return url }
        throw EaselError(
            .configuration, "“\(ControlText.oneLine(location))” is no location of Vertex AI that Easel knows.",
            remedy: "Set GOOGLE_CLOUD_LOCATION to global, us, eu or a region, or EASEL_VERTEX_URL to the address.",
            provider: GoogleVertexProvider.id)
    }
}
