import GRDB

extension Database {
    /// Runs a statement that is run for every row: the compilation, of its triggers too, is kept. It costs more than the work.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
