public import EaselConfig
public import EaselCore

/// `--profile NAME`, which every command takes: it decides where everything else is read from, so it is read first.
public enum ProfileOption {
    /// Takes the option out of a command line and into the environment. What stands behind `--` is left alone.
    ///
    /// Throws `.configuration` when no name follows, or one that cannot be a name.
    public static func take(
        from arguments: [String], into environment: inout Environment
    ) throws(EaselError) -> [String] {
        var rest: [String] = []
        var left = arguments[...]
        while let argument = left.popFirst() {
            if argument == "--" {
                rest.append(argument)
                break
            }
            if argument == "--profile" {
                guard let name = left.popFirst() else {
                    throw EaselError(
                        .configuration, "--profile needs a name.", remedy: "For example: easel --profile client-a")
                }
                environment.values["EASEL_PROFILE"] = name
            } else if argument.hasPrefix("--profile=") {
                environment.values["EASEL_PROFILE"] = String(argument.dropFirst("--profile=".count))
            } else {
                rest.append(argument)
            }
        }
        if let name = environment.values["EASEL_PROFILE"], rest.count + left.count < arguments.count,
            environment["EASEL_PROFILE"] == nil
        {
            throw EaselError(
                .configuration, "\"\(name)\" cannot be the name of a profile.",
                remedy: "For example: easel --profile client-a")
        }
        try Paths.checkProfile(environment)
        return rest + left
    }
}
