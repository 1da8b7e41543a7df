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
    var used: Set<String> = []
    return files.map { file in
      var name = harmless(PageName.filePath(file.path))
      // Names equal but for case, and different names made equal, stay apart on every file system.
      if !used.insert(flat(name).lowercased()).inserted {
        name = PageName.hexHash(file.path, digits: 8) + "/" + name
        used.insert(flat(name).lowercased())
      }
      return FilePlan(file, folder: folder, name: name, artifactLimit: artifactLimit)
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
