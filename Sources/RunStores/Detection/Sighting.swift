/// What a folder is to a format.
enum Sighting: Sendable, Hashable {
  case nothing
  /// The folder as a whole is one store: nothing below it is looked at.
  case store
  /// These files in it, by their names, are each a store; what is in some folders beside them belongs to them.
  ///
  /// Such a folder may be a store as a whole all the same, but no runs are looked for in it.
  case files([String], owning: Set<String> = [])
  /// It holds a run, or several. All such folders of one search make one store of this format; the folders below
  /// are looked at as well.
  case run
  /// As `run`, but whatever is below belongs to that run: no format looks there.
  case closedRun
}
