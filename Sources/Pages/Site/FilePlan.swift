import RunModel

/// Where one file of a run is found in the site.
struct FilePlan: Sendable, Hashable {
  /// The copy of the file, or nil if it is not copied.
  var copy: String?
  /// What the names of its pages begin with, or nil if it is not shown.
  var pageStem: String?
  /// What its page shows it as; nil for lines with numbers.
  var preview: PreviewKind?
}

extension FilePlan {
  /// Where the files of a run are found, in their order.
  ///
  /// - Parameter folder: of the run's pages.
  static func plans(for files: [RunFile], folder: String, artifactLimit: Int64) -> [FilePlan] {
    var used = UsedNames()
    return files.map { file in
      let wanted = harmless(PageName.filePath(file.path))
      var name = wanted
      var number = 1
      // A store may hold any names, those made here among them.
      while !used.take(name) {
        let again = number > 1 ? "-\(number)" : ""
        name = PageName.hexHash(file.path, digits: 8) + again + "/" + wanted
        number += 1
      }
      return FilePlan(file, folder: folder, name: name, artifactLimit: artifactLimit)
    }
  }

  /// Paths of files that stay apart on every file system: those equal but for case, different names made equal, and a
  /// file that would stand where another one's folder is.
  private struct UsedNames {
    private var flatNames: Set<String> = []
    private var files: Set<String> = []
    private var folders: Set<String> = []

    /// False, and nothing is taken, where the name cannot stand beside the others.
    mutating func take(_ name: String) -> Bool {
      let small = name.lowercased()
      let slashes = small.indices.filter { small[$0] == "/" }
      let above = slashes.map { String(small[..<$0]) }
      guard !flatNames.contains(flat(small)), !folders.contains(small), above.allSatisfy({ !files.contains($0) }) else {
        return false
      }
      flatNames.insert(flat(small))
      files.insert(small)
      folders.formUnion(above)
      return true
    }
  }

  /// Decides what a file gets, from its name, its role and its size.
  init(_ file: RunFile, folder: String, name: String, artifactLimit: Int64) {
    guard file.obstacle == nil else { return }
    let isLog = file.role == .log || file.role == .systemLog
    let isText = isLog || FilePlan.textEndings.contains(FilePlan.ending(of: file.name))
    preview = PreviewKind(file)
    let isShown = preview != nil || isText && file.size > 0 && (isLog || file.size <= FilePlan.textLimit)
    if isShown { pageStem = "\(folder)/logs/\(FilePlan.flat(name))" }
    if artifactLimit > 0, file.size <= artifactLimit { copy = "\(folder)/files/\(name)" }
  }

  /// The same file line by line, where its page shows it as something else.
  var source: FilePlan { FilePlan(copy: copy, pageStem: pageStem.map { $0 + "/source" }) }

  /// The file's first page, or nil if it has none.
  var page: String? { pageStem.map { $0 + ".html" } }

  /// Page `number` (from 1) of the file.
  func page(_ number: Int) -> String? {
    number == 1 ? page : pageStem.map { "\($0)/\(number).html" }
  }

  /// The last page of the file under a name that other pages know before it is made.
  var lastPage: String? { pageStem.map { $0 + "/last.html" } }

  /// Page `number` (from 1) of the list of the file's pages.
  func pageList(_ number: Int = 1) -> String? {
    pageStem.map { "\($0)/pages\(number > 1 ? "-\(number)" : "").html" }
  }

  /// What tells the script which lines are on which page.
  var pageMap: String? { pageStem.map { $0 + "/pages.js" } }

  /// Text that is no log gets a page up to this size; beyond it, it is data rather than something to read.
  private static let textLimit: Int64 = 1_000_000

  private static let textEndings: Set<String> = [
    "txt", "log", "out", "err", "md", "json", "jsonl", "yaml", "yml", "csv", "tsv", "py", "sh", "toml", "cfg", "ini",
    "conf", "diff", "patch", "r", "sql", "xml", "html", "svg", "ipynb",
  ]

  /// A browser runs scripts in these when they are opened: the copy gets `.txt` at its end.
  private static let activeEndings: Set<String> = [
    "html", "htm", "xhtml", "xht", "shtml", "svg", "svgz", "xml", "xsl", "xslt", "mht", "mhtml", "js", "mjs", "hta",
  ]

  /// What a browser shows as a picture.
  static let imageEndings: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "bmp", "avif", "ico"]

  static func ending(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The name under which a copy can do no harm when somebody opens it.
  static func harmless(_ name: String) -> String {
    activeEndings.contains(ending(of: name)) ? name + ".txt" : name
  }

  /// One part for a path of several: `logs/azureml/1.log` → `logs--azureml--1.log`.
  static func flat(_ path: String) -> String {
    path.split(separator: "/").joined(separator: "--")
  }
}
