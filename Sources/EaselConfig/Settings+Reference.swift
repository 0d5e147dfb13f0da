extension Settings {
    /// A configuration file that explains itself: every key, with its default, commented out.
    public static let reference = """
        # Easel's configuration. Every line that begins with one # shows a key and its default or an example.
        # Flags, environment variables and what was changed in the studio (studio.toml) come before this file; `easel config show` says where each value comes from.

        [general]
        # theme = "default"                     # a name from Themes/

        # The target when --on is not given: PROVIDER, or PROVIDER:MODEL. Without one, the first provider of the list that is set
        # up makes it with its default model, then any other that is set up.
        [defaults.text]
        # target = "openrouter"

        [defaults.image]
        # target = "fal:fal-ai/flux/dev"
        # providers = ["fal", "replicate"]

        [defaults.video]
        # target = "fal"

        [defaults.audio]
        # target = "fal"

        [defaults.speech]
        # target = "fal"

        # Who takes over when a target fails, in this order; nobody unless listed. --fallback on the command line comes first.
        [fallback]
        # image = ["fal:fal-ai/flux/dev", "replicate"]
        # on = ["unavailable", "timeout", "rateLimited", "quota", "modelNotFound", "invalidResponse"]

        [storage]
        # output = "~/Easel"                    # where media files go, divided by day; gs://BUCKET/PREFIX
                                                # is the usual folder with a copy of each file there
        # names = "{date}/{slug}-{id}.{ext}"    # also {time} {provider} {model} {modality} {index} {seed}
        # sidecars = true                       # a note with prompt and origin beside each file: name.ext.json
        # resultLimitMB = 4295                  # larger results are not saved
        # attachmentLimitMB = 50                # larger attachments are not sent

        # What is remembered beside prompts and results.
        [history]
        # exchanges = "all"                     # requests and answers, without keys and media: all, failures or none

        # How much may be spent, in US dollars. Days and months begin at local midnight; the sandbox costs nothing.
        [budget]
        # dailyUSD = 10                         # more is refused: nothing is sent
        # monthlyUSD = 100
        # perRequestUSD = 1
        # softDailyUSD = 5                      # above it you are asked; --yes on the command line agrees
        # unknown = "allow"                     # requests whose cost is not known beforehand: allow, ask or refuse

        # What happened, without prompts, answers and keys, as JSON lines in the state folder.
        [log]
        # level = "info"                        # debug, info, warning, error or off
        # propagateTrace = false                # send the W3C trace id to providers too

        # The studio.
        [ui]
        # pictures = "auto"                     # auto, blocks, kitty, iterm2, sixel or none
        # mouse = true                          # false leaves the mouse to the terminal
        # plain = false                         # lines instead of screens, for screen readers
        # locale = "de_DE"                      # how numbers and dates are written; the environment's, or "iso"

        # How the studio tells that a long generation ended while you looked elsewhere.
        [notifications]
        # way = "bell"                          # bell, desktop (where the terminal passes it on) or off
        # afterSeconds = 20                     # shorter ones are not told

        # Keys, one table per place; Docs/Reference/Keybindings.md has the names.
        [keys.prompt]
        # send = ["enter", "ctrl-s"]
        # new-line = "alt-enter"

        # What a provider takes of your account, where you know it better than Easel does; one table per provider.
        [limits.fal]
        # requestsPerMinute = 600               # requests that start something
        # tokensPerMinute = 100000              # of prompts and answers
        # requestsPerDay = 1000
        # concurrent = 40                       # at work at once

        # One table per provider: vertex, openrouter, fal, replicate, huggingface, local.
        # A key never stands here itself, only where it is found:
        #   env:NAME         an environment variable
        #   file:/path       a file that only you can read
        #   command:LINE     what a shell command prints, for example a password manager
        #   gcp-secret:NAME  Google's Secret Manager: projects/P/secrets/S/versions/latest
        [providers.fal]
        # enabled = true
        # key = "command:pass show fal"

        [providers.fal.urls]
        # queue = "https://queue.fal.run"

        [providers.openrouter]
        # key = "file:~/.secrets/openrouter"

        """
}
