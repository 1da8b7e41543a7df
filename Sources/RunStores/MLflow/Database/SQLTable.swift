/// What is wanted of a table.
struct SQLTable: Sendable {
  var name: String
  /// Expressions: names in quotation marks, and NULL for what this database does not have.
  var columns: [String]

  /// The columns, and one more at the end where it is needed.
  func select(adding more: String? = nil) -> String {
    "SELECT " + (columns + (more.map { [$0] } ?? [])).joined(separator: ", ") + " FROM " + SQLTable.quoted(name)
  }

  /// A name as an identifier.
  static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
