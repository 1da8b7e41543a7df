import Markup

/// Says what settings leave out.
enum HiddenRemark {
  /// `3 of 24 columns hidden by runreport.yaml, all are in runs.csv`.
  ///
  /// - Parameter things: what they are, and the files that have them all.
  static func text(_ count: Int, of total: Int, _ things: String, in file: String = "runs.csv") -> String {
    "\(NumberText.grouped(count)) of \(NumberText.grouped(total)) \(things) hidden by runreport.yaml, all are in \(file)"
  }
}
