import EaselCore
import Testing

@Suite struct PromptTemplateTests {
    private func template(_ body: String) -> PromptTemplate { PromptTemplate(name: "t", category: "c", body: body) }

    @Test func `variables are found once each, with the default that any place names`() {
        let template = template("{{ who }} in {{place|a quiet | place}} and {{who|Ada}} {{long text|\nline}}")
        #expect(
            template.variables == [
                .init("who", default: "Ada"), .init("place", default: "a quiet | place"),
                .init("long text", default: "line"),
            ])
        #expect(template.filled(with: ["place": "Kiel"]) == "Ada in Kiel and Ada line")
        #expect(template.filled(with: ["who": "", "place": "{{who}}"]) == "Ada in {{who}} and Ada line")
    }

    @Test(arguments: [
        "no variables", "{ single }", "{{}}", "{{ | x }}", "{{open", "a }} b", "{{a{b}}", "", "{{\n}}",
    ])
    func `braces without a name are text`(body: String) {
        #expect(template(body).variables.isEmpty)
        #expect(template(body).filled(with: [:]) == body)
    }

    @Test func `a backslash keeps braces`() {
        #expect(template("\\{{name}} {{name|x}}").filled(with: [:]) == "{{name}} x")
        #expect(template("{{{{a|b}}}}").filled(with: [:]) == "{{b}}")
    }
}
