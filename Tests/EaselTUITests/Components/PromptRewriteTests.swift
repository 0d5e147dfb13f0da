import Testing

@testable import EaselTUI

@Suite struct PromptRewriteTests {
    @Test(arguments: [
        ("  a sea \n", "a sea"), ("\"a sea\"", "a sea"), ("“a sea”", "a sea"), ("```\na sea\n```", "a sea"),
        ("```text\na\n\nb\n```", "a\n\nb"), ("-----\na sea\n-----", "a sea"), ("\"a\" and \"b\"", "\"a\" and \"b\""),
        ("", ""), ("\"", "\""), ("```", "```"), ("say \"hi\"", "say \"hi\""),
    ])
    func `the prompt is taken out of what models put around it`(answer: String, prompt: String) {
        #expect(PromptRewrite.prompt(in: answer) == prompt)
    }

    @Test func `the request holds instruction and prompt`() {
        let request = PromptRewrite.request("Make it shorter.", "a long sea")
        #expect(request.contains("Make it shorter.") && request.contains("-----\na long sea\n-----"))
        #expect(PromptRewrite.isRequest(request) && !PromptRewrite.isRequest("a long sea"))
        var editor = PromptEditor()
        editor.load([request, "a long sea"])
        #expect(editor.earlier == ["a long sea"])
    }
}
