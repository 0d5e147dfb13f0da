import EaselCore
import EaselProviderKit
import Foundation

/// Which inference provider gets an order (wire sheet B3, B5).
extension HuggingFaceClient {
    struct Destination: Sendable {
        var route: HuggingFaceRoute
        var mapping: HuggingFaceMapping
        /// In the provider's words.
        var order: HuggingFaceOrder
    }

    /// Asks the Hub, once per model. While the Hub does not answer, what the model's card says must do.
    func destination(of order: HuggingFaceOrder) async throws(EaselError) -> Destination {
        do {
            let known = try await providers(of: order.model.hubID)
            return try destination(order, try choose(from: known, for: order))
        } catch {
            guard error.kind.isTransient, let card = HuggingFaceMapping(route: order.knownRoute, task: order.task),
                order.model.provider == nil || order.model.provider == card.provider
            else { throw error }
            return try destination(order, card)
        }
    }

    /// The inference providers of a model, in the account's order.
    func providers(of hubID: String) async throws(EaselError) -> [HuggingFaceMapping] {
        if let known = await mappings.of(hubID) { return known }
        let call = try hub.call(.get, "api/models/\(hubID)", query: [("expand[]", "inferenceProviderMapping")])
        let reply = try await hub.send(call)
        let body: Data
        do {
            body = try await reply.collect(limit: 4 << 20)
        } catch {
            throw hub.failure(error)
        }
        let page = try hub.decode(HuggingFaceMapping.Page.self, from: body)
        let found = HuggingFaceMapping.ordered(page, in: body)
        await mappings.keep(found, of: hubID)
        return found
    }

    func destination(_ order: HuggingFaceOrder, _ mapping: HuggingFaceMapping) throws(EaselError) -> Destination {
        guard let route = HuggingFaceRoute.named(mapping.provider), route.tasks.contains(order.task) else {
            throw refusal("Easel does not speak \(mapping.provider)'s \(order.task.rawValue).", order)
        }
        var order = order.renamed(route.names, ignored: route.ignored, by: route.name)
        if mapping.status != "live" {
            let words = mapping.status == "staging" ? "only on trial" : "failing the Hub's health checks"
            order.warnings.append(
                GenerationWarning(.other, "\(order.model.hubID) is \(words) at \(mapping.provider)."))
        }
        return Destination(route: route, mapping: mapping, order: order)
    }

    /// The provider that the model's suffix names, or else the first of the account's order that can do the task.
    func choose(
        from mappings: [HuggingFaceMapping], for order: HuggingFaceOrder
    ) throws(EaselError) -> HuggingFaceMapping {
        let asked = mappings.filter { order.model.provider == nil || $0.provider == order.model.provider }
        let fitting = asked.filter { $0.task == order.task.rawValue }
        if let best = fitting.first(where: { HuggingFaceRoute.serves(order.task, at: $0.provider) }) { return best }
        // Hugging Face's own servers go by the Hub's id and are not always in the mapping (HFH hf_inference.py).
        let own = HuggingFaceRoute.hfInference
        if order.model.provider == own.name, asked.isEmpty, own.tasks.contains(order.task) {
            return HuggingFaceMapping(provider: own.name, providerID: order.model.hubID, task: order.task.rawValue)
        }
        if let other = fitting.first ?? asked.first {
            throw refusal(
                fitting.isEmpty
                    ? "\(other.provider) serves \(order.model.hubID) for \(other.task), not for \(order.task.rawValue)."
                    : "Easel does not speak \(other.provider)'s \(order.task.rawValue).", order)
        }
        let names = mappings.map(\.provider).joined(separator: ", ")
        throw refusal(
            mappings.isEmpty
                ? "No inference provider serves \(order.model.hubID)."
                : "\(order.model.provider ?? "") does not serve \(order.model.hubID); \(names) would.", order)
    }

    private func refusal(_ message: String, _ order: HuggingFaceOrder) -> EaselError {
        EaselError(
            .unsupported, ControlText.oneLine(message),
            remedy: "https://huggingface.co/\(order.model.hubID) lists the providers; name one after a colon.",
            provider: HuggingFaceProvider.id)
    }
}

extension APIClient {
    /// Decodes the JSON of a body that was read already.
    func decode<Value: Decodable>(_ type: Value.Type, from body: Data) throws(EaselError) -> Value {
        do {
            return try ResponseDecoding.decode(type, from: body, endpoint: profile.descriptor.name)
        } catch {
            throw failure(error)
        }
    }
}
