/// Links between pages.
enum PagePath {
  /// The link from one page of the site to a file of it: always relative, always naming the file.
  ///
  /// `experiments/a/index.html` to `runs/index.html` is `../../runs/index.html`.
  static func relative(from page: String, to target: String) -> String {
    var page = page
    var target = target
    return page.withUTF8 { from in
      target.withUTF8 { to in
        let slash = UInt8(ascii: "/")
        // Up to and with the last slash both have in the same place: the folders they share.
        var shared = 0
        var index = 0
        let common = min(from.count, to.count)
        while index < common, from[index] == to[index] {
          index += 1
          if from[index - 1] == slash { shared = index }
        }
        var ups = 0
        for place in shared..<from.count where from[place] == slash { ups += 1 }
        return String(unsafeUninitializedCapacity: 3 * ups + to.count - shared) { link in
          var end = 0
          for _ in 0..<ups {
            link[end] = UInt8(ascii: ".")
            link[end + 1] = UInt8(ascii: ".")
            link[end + 2] = slash
            end += 3
          }
          for place in shared..<to.count {
            link[end] = to[place]
            end += 1
          }
          return end
        }
      }
    }
  }
}
