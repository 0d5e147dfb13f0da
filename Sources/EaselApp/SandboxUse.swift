/// When answers come from the sandbox instead of from real providers.
public enum SandboxUse: Sendable, Hashable {
    /// Only when `EASEL_SANDBOX_URL` says so: what scripts want.
    case asConfigured
    /// Also when nothing at all is configured: what the studio does on its first start.
    case whenUnconfigured
    /// Whatever is configured.
    case always
}
