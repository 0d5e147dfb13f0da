public import EaselProviderKit

/// The providers that ship with Easel: the only file that knows more than one of them.
public enum BuiltinProviders {
    public static let all: [ProviderRegistration] = [
        OpenRouterProvider.registration,
        FalProvider.registration,
        GoogleVertexProvider.registration,
        ReplicateProvider.registration,
        HuggingFaceProvider.registration,
        LocalOpenAIProvider.registration,
    ]
}
