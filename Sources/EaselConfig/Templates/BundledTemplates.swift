import EaselCore

/// Templates that come with Easel. A file of the same name in the templates folder replaces one.
enum BundledTemplates {
    static let all = text + image + video + audio + speech

    private static let text = [
        PromptTemplate(
            name: "Tighten a text", category: "writing", modality: .text,
            summary: "Shorter and clearer, in the same voice.",
            body: """
                Edit the text below so that it says the same in fewer words. Keep its voice, its facts and its language. \
                Aim for {{length|two thirds of the length}}. Answer with the edited text only.

                {{text}}
                """),
        PromptTemplate(
            name: "Short story", category: "writing", modality: .text, summary: "A scene with a turn.",
            body: """
                Write a short story of about {{words|600}} words. Genre: {{genre|quiet science fiction}}. Point of view: \
                {{view|first person, present tense}}. It begins with {{opening|someone arriving late}} and turns when \
                {{turn|a small thing proves to be untrue}}. Concrete details instead of abstractions; no moral at the end.
                """),
        PromptTemplate(
            name: "Explain", category: "learning", modality: .text, summary: "For somebody you name.",
            body: """
                Explain {{subject}} to {{reader|a curious person without background in it}}. Begin with why it matters, build up \
                in small steps, give one worked example, and end with the most common misunderstanding. Say where you are unsure.
                """),
        PromptTemplate(
            name: "Critique", category: "writing", modality: .text, summary: "What works, what does not, what to do.",
            body: """
                Read the {{kind|draft}} below as a demanding but friendly editor. Name the three strongest things, then the three \
                changes that would help most, each with the place and a concrete suggestion. Do not rewrite it.

                {{text}}
                """),
    ]

    private static let image = [
        PromptTemplate(
            name: "Product photo", category: "photo", modality: .image, summary: "One object, clean light.",
            body: """
                Studio product photograph of {{product}} on {{background|seamless warm grey paper}}, {{light|large softbox from \
                the left, gentle rim light}}, {{angle|three-quarter view, eye level}}, 85 mm lens, crisp focus, true colours, \
                no text.
                """),
        PromptTemplate(
            name: "Portrait", category: "photo", modality: .image, summary: "A person and the light on them.",
            body: """
                Portrait of {{person}}, {{mood|calm, looking past the camera}}, {{place|beside a tall window}}, \
                {{light|soft north light}}, shallow depth of field, natural skin, {{film|muted colours like old negative film}}.
                """),
        PromptTemplate(
            name: "Illustration", category: "drawing", modality: .image,
            summary: "A scene in a technique of your choice.",
            body: """
                {{technique|Gouache}} illustration of {{scene}}, {{palette|limited palette of ochre, teal and cream}}, \
                {{composition|strong diagonal, large quiet areas}}, visible brushwork, paper texture, no lettering.
                """),
        PromptTemplate(
            name: "Logo sketch", category: "design", modality: .image, summary: "Flat, simple, works small.",
            body: """
                Flat vector-style mark for {{name}}, a {{business|small studio}}: {{idea|one clear symbol}}, \
                {{colours|two colours on white}}, even line weight, generous space, recognisable at 16 pixels, no gradients, \
                no mock-up.
                """),
    ]

    private static let video = [
        PromptTemplate(
            name: "Establishing shot", category: "film", modality: .video, summary: "Where we are, in one move.",
            body: """
                {{move|Slow aerial push-in}} over {{place}} at {{time|first light}}, {{weather|thin fog in the valleys}}, \
                {{life|a single lit window}}. Cinematic, natural motion, steady camera, no cuts, no text.
                """),
        PromptTemplate(
            name: "Character moment", category: "film", modality: .video, summary: "One action, one feeling.",
            body: """
                Medium close-up of {{character}} who {{action|reads a letter and folds it again}}. Feeling: \
                {{feeling|relief that turns to doubt}}. {{light|Practical lamp, warm against blue dusk}}. Camera: \
                {{camera|locked off, then a barely visible push}}. Sound: {{sound|room tone, paper}}.
                """),
        PromptTemplate(
            name: "Loop", category: "motion", modality: .video, summary: "Ends where it begins.",
            body: """
                Seamless loop of {{subject}}, {{motion|slow and continuous}}, fixed camera, constant light, first and last frame \
                identical, {{style|clean 3D with soft shadows}}.
                """),
    ]

    private static let audio = [
        PromptTemplate(
            name: "Music bed", category: "music", modality: .audio, summary: "Under a voice.",
            body: """
                Instrumental {{genre|ambient folk}} at {{tempo|84}} BPM, {{instruments|felt piano, upright bass, brushed drums}}, \
                {{mood|warm and unhurried}}, leaves room for a speaking voice, no melody in the upper mids, soft ending.
                """),
        PromptTemplate(
            name: "Sound effect", category: "sound", modality: .audio, summary: "One event, close up.",
            body: """
                {{event}}, recorded {{distance|close}}, {{place|in a small dry room}}, {{detail|with a short natural tail}}, \
                no music, no voices.
                """),
    ]

    private static let speech = [
        PromptTemplate(
            name: "Narration", category: "voice", modality: .speech, summary: "A welcome in three sentences.",
            body: """
                {{greeting|Welcome.}} {{subject|Today we look at how the tide shapes a coast.}} {{invitation|Take your time, and \
                listen for the pauses.}}
                """),
        PromptTemplate(
            name: "Voice mail", category: "voice", modality: .speech, summary: "A greeting for callers.",
            body: """
                You have reached {{name}}. {{reason|I cannot come to the phone right now.}} Please leave your name and number, \
                and I will call you back {{when|as soon as I can}}.
                """),
    ]
}
