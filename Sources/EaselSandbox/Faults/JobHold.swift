/// The state a `hold` fault wants for the job that the current request submits.
enum JobHold {
    @TaskLocal static var requested: FaultKind.HeldState?
}
