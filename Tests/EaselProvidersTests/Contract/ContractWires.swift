/// The wires of all providers, one line each.
enum ContractWires {
    static let all: [any ContractWire] = [
        OpenRouterContract(),
        FalContract(),
        GoogleVertexContract(),
        ReplicateContract(),
        HuggingFaceContract(),
        LocalOpenAIContract(),
    ]
}
