/// How a column of a table is set, by the colons of its delimiter row.
enum ColumnAlignment {
  /// `---` or `:--`.
  case left
  /// `:-:`.
  case middle
  /// `--:`.
  case right
}
