import ArgumentParser
import EaselCore

/// One `--attach [ROLE=]FILE`.
struct AttachmentSetting: ExpressibleByArgument {
    var attachment: Attachment

    init?(argument: String) {
        guard let attachment = Attachment(argument) else { return nil }
        self.attachment = attachment
    }
}
