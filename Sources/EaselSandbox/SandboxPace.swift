/// How long the sandbox lets its pretend work take.
public enum SandboxPace: String, Sendable, CaseIterable {
    /// Visible: about 25 ms a token, an image in about two seconds, a video in about eight.
    case real
    /// A few milliseconds a step, for tests.
    case fast

    var token: Duration { self == .real ? .milliseconds(25) : .milliseconds(1) }

    var beforeFirstToken: Duration { self == .real ? .milliseconds(350) : .milliseconds(2) }

    var queueStep: Duration { self == .real ? .milliseconds(450) : .milliseconds(8) }

    var imageStep: Duration { self == .real ? .milliseconds(90) : .milliseconds(1) }

    var videoStep: Duration { self == .real ? .milliseconds(280) : .milliseconds(3) }

    var synchronousImage: Duration { self == .real ? .milliseconds(1400) : .milliseconds(3) }

    /// Between two looks at a job by the status stream.
    var statusLook: Duration { self == .real ? .milliseconds(200) : .milliseconds(2) }

    /// Longer side of video clips, in pixels: painting is most of the cost, and tests look at form.
    var clipSide: Int { self == .real ? 512 : 128 }
}
