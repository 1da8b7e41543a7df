/// Links between pages.
enum PagePath {
  /// The link from one page of the site to a file of it: always relative, always naming the file.
  ///
  /// `experiments/a/index.html` to `runs/index.html` is `../../runs/index.html`.
  static func relative(from page: String, to target: String) -> String {
    let slash = UInt8(ascii: "/")
    // Up to and with the last slash both have in the same place: the folders they share.
    var shared = 0
    for (index, (a, b)) in zip(page.utf8, target.utf8).enumerated() {
      guard a == b else { break }
      if a == slash { shared = index + 1 }
    }
    let ups = page.utf8.dropFirst(shared).count { $0 == slash }
    return String(repeating: "../", count: ups) + String(Substring(target.utf8.dropFirst(shared)))
  }
}
