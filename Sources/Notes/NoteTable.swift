/// A table of a note.
///
/// Its cells are nodes of the tree that the table stands in: `NoteDocument` puts each cell's text on a line of
/// its own before the note, and a cell is the number of that line, or 0 if it is empty.
struct NoteTable {
  var alignments: [ColumnAlignment]
  var header: [Int] = []
  /// The cells of all rows, one row after the other.
  var cells: [Int] = []
  /// The index in `cells` after each row.
  var rowEnds: [Int] = []
  /// The line of the paragraph that the table follows without a blank line; 0 if there is none.
  var introduction = 0
  /// Whether a line of dashes follows, which cmark took for the underline of a heading.
  var isFollowedByBreak = false

  var hasHeader: Bool { header.contains { $0 != 0 } }
}
