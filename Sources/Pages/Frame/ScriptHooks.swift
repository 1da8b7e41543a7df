/// What a page tells the script, as attributes of its main part.
struct ScriptHooks {
  /// The folder of the run the page is of.
  var run: String?
  /// When that run started, in milliseconds since 1970.
  var start: Int64?
  /// The `table.js` with the runs the page lists, from the root of the site.
  var table: String?
  /// Where runs of the table have another dash on this page than on others: rows and dashes.
  var dashes: [(row: Int, dash: Int)] = []
  /// The page that puts chosen runs of the table side by side, from the root of the site.
  var compare: String?
  /// What kind of page it is, where the script has something of its own to do on it.
  var page: StaticString?
}
