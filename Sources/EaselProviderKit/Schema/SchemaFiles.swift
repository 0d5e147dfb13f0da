import EaselCore

/// Tells which properties are files, and what the files are for.
struct SchemaFiles {
    let resolver: SchemaResolver
    let modality: Modality
    let dialect: SchemaDialect

    /// A list without a bound takes this many.
    private static let usualCount = 10
    private static let mostFiles: Int64 = 100

    /// The best property for each role: required ones before others, then in their order.
    func inputs(among properties: [SchemaProperty]) -> [InputSpec] {
        let found = properties.compactMap { property in spec(property).map { (property, $0) } }
        let ordered = found.filter { $0.0.mustBeSet } + found.filter { !$0.0.mustBeSet }
        var specs: [InputSpec] = []
        for role in AttachmentRole.allCases {
            if let best = ordered.first(where: { $0.1.role == role })?.1 { specs.append(best) }
        }
        return specs
    }

    private func spec(_ property: SchemaProperty) -> InputSpec? {
        let (node, isList) = property.single(resolver)
        guard let family = family(property.name, node, whole: property.node) else { return nil }
        let count = isList ? property.node["maxItems"]?.integer.map { Int(max(1, min($0, Self.mostFiles))) } : 1
        return InputSpec(
            role(property.name, family, isList: isList), types: [MediaType(rawValue: "\(family)/*")],
            maximumCount: count ?? Self.usualCount, isRequired: property.mustBeSet, wire: property.name,
            maximumBytes: dialect.maximumBytes, takesAddresses: dialect.takesAddresses)
    }

    private func role(_ name: String, _ family: String, isList: Bool) -> AttachmentRole {
        if let role = dialect.roles[name] { return role }
        let isPlainPicture = ["image_url", "image", "input_image", "input_image_url", "img_url"].contains(name)
        return modality == .video && family == "image" && isPlainPicture && !isList ? .first : .reference
    }

    /// `image`, `video` or `audio`; nil for what is no file, or a file of a kind that Easel cannot attach.
    private func family(_ name: String, _ node: SchemaNode, whole: SchemaNode) -> String? {
        guard SchemaKind.isText(node) else { return nil }
        let isAddress = node["format"]?.string == "uri" || whole["format"]?.string == "uri"
        let isNamed = name.hasSuffix("_url") || name.hasSuffix("_urls") || dialect.files.contains(name)
        guard isAddress || isNamed || dialect.roles[name] != nil else { return nil }
        let hint = (whole["ui"] ?? node["ui"])?.members["field"]?.string ?? ""
        if let family = Self.families[hint] { return family }
        // The last word that names a kind is the noun: `video_mask_image` is a picture.
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        return words.reversed().lazy.compactMap { Self.families[$0] }.first
    }

    private static let families: [String: String] = [
        "image": "image", "images": "image", "img": "image", "frame": "image", "frames": "image", "mask": "image",
        "photo": "image", "picture": "image", "face": "image", "portrait": "image", "garment": "image",
        "video": "video", "videos": "video", "clip": "video",
        "audio": "audio", "audios": "audio", "voice": "audio", "song": "audio", "music": "audio", "sound": "audio",
        "speech": "audio", "instrumental": "audio",
    ]
}
