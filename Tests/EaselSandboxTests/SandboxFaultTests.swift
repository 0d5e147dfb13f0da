import EaselSandbox
import Testing

struct SandboxFaultTests {
    @Test(arguments: [
        "openrouter:429", "fal:429:times=2", "*:latency=500ms", "*:latency=1.5s", "openrouter:disconnect-after=3",
        "openrouter:disconnect", "fal:malformed", "*:503", "local:loading", "fal:html", "fal:html=504",
        "openrouter:stall", "openrouter:stall-after=2", "openrouter:error-after=4", "openrouter:error-in-200",
        "fal:hold=running", "fal:hold=queued:times=1", "openrouter:malformed-after=2",
        "fal:reset", "fal:drip=5ms", "fal:endless", "fal:bomb:times=1", "fal:type=text/html", "fal:redirect",
        "fal:redirect=9", "fal:html=200", "fal:500:method=get:path=/status:after=1:times=3",
        "fal:500:path=http://127.0.0.1:80/x:times=3",
    ])
    func `a well formed specification is accepted and keeps its text`(text: String) throws {
        let fault = try SandboxFault(parsing: text)
        #expect(fault.description == text)
    }

    @Test(arguments: [
        ("", "write SERVICE:KIND"), ("429", "write SERVICE:KIND"),
        (
            "acme:429",
            "unknown service \"acme\"; it is * or one of openrouter, fal, google, replicate, huggingface, local"
        ),
        ("fal:", "unknown kind"), ("fal:explode", "unknown kind \"explode\""), ("fal:200", "between 400 and 599"),
        ("fal:700", "between 400 and 599"), ("fal:429:times", "unknown option \"times\""),
        ("fal:429:times=two", "times= needs a whole number"), ("fal:429:times=-1", "times= needs a whole number"),
        ("fal:latency=500", "needs the unit ms or s"), ("fal:latency=fast", "needs a duration"),
        ("fal:latency=5m", "needs the unit ms or s"), ("fal:hold=done", "hold=queued or hold=running"),
        ("fal:html=201", "between 400 and 599"), ("fal:drip=5", "needs the unit ms or s"),
        ("fal:type=png", "unknown kind"),
        ("fal:redirect=x", "redirect= needs a whole number"), ("fal:429:colour=red", "unknown option \"colour=red\""),
        ("fal:429:path=", "path= needs some text"),
        ("fal:disconnect-after=x", "disconnect-after= needs a whole number"),
        ("fal:latency=99999999999999s", "needs a duration"),
    ])
    func `a wrong specification says what is wrong`(text: String, problem: String) {
        let error = #expect(throws: SandboxFaultSyntaxError.self) { try SandboxFault(parsing: text) }
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
        #expect(error?.specification == text)
    }
}
