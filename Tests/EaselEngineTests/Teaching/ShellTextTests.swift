import EaselEngine
import Testing

/// Lines taken apart. What is put together is read back by a real shell in TaughtCommandTests.
@Suite struct ShellTextTests {
    @Test func `words are parted as a shell parts them`() {
        #expect(ShellText.words("set a=1  b='two words' \"c d\"") == ["set", "a=1", "b=two words", "c d"])
        #expect(ShellText.words(#"attach my\ file.png ''"#) == ["attach", "my file.png", ""])
        #expect(ShellText.words("") == [])
        #expect(ShellText.words("say \"open") == nil)
        #expect(ShellText.words("end\\") == nil)
    }
}
