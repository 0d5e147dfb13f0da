import EaselCore

/// A file of a generation as `--json` prints it.
struct AssetJSON: Encodable {
    var path: String
    var mediaType: String
    var bytes: Int64
    var sha256: String
    var width: Nullable<Int>
    var height: Nullable<Int>
    var durationSeconds: Nullable<Double>
    /// The file carries a C2PA manifest; null where that is not known.
    var contentCredentials: Nullable<Bool>
    /// The second home, null when it has none.
    var cloud: Nullable<CloudJSON>

    init(_ asset: Asset) {
        path = asset.path
        mediaType = asset.mediaType.rawValue
        bytes = asset.bytes
        sha256 = asset.sha256
        width = Nullable(asset.width)
        height = Nullable(asset.height)
        durationSeconds = Nullable(asset.durationSeconds)
        contentCredentials = Nullable(asset.hasContentCredentials)
        cloud = Nullable(asset.cloud.map(CloudJSON.init))
    }
}

/// The second home of a file.
struct CloudJSON: Encodable {
    /// `gs://bucket/object`.
    var address: String
    /// `pending`, `stored` or `refused`.
    var state: String
    var confirmedBytes: Int64
    /// What stood against it at the last try.
    var error: Nullable<ErrorJSON>

    init(_ copy: CloudCopy) {
        address = copy.address
        state = copy.state.rawValue
        confirmedBytes = copy.confirmedBytes
        error = Nullable(copy.error.map(ErrorJSON.init))
    }
}
