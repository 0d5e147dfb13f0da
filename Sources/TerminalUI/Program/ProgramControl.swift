/// What an effect asks of the program itself.
enum ProgramControl: Sendable {
    case quit, suspend, bell, repaint
    case copy(String)
    case notify(title: String, body: String)
}
