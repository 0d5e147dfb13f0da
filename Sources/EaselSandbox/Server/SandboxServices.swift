/// The services of the sandbox, one line each: the only file that knows more than one of them.
enum SandboxServices {
    static let all: [any SandboxService.Type] = [
        OpenRouterService.self,
        FalService.self,
        GoogleService.self,
        ReplicateService.self,
        HuggingFaceService.self,
        LocalService.self,
    ]
}
