/// Whether a theme is meant for dark or light surroundings.
public enum ThemeAppearance: String, Hashable, Sendable {
    case dark, light
}
