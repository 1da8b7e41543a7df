internal import RunModel

/// A media object: what W&B logs in place of an image, a table, a histogram.
struct LoggedMedia {
  /// The `_type` of media that are shown; of the others only the files are listed.
  static let shownTypes: Set<String> = ["image-file", "images/separated", "table-file"]

  var type: String
  /// What the object says of it: `path`, `caption` ….
  var value: StructuredValue
  var step: Int64
  var time: Timestamp?
}
