/// What a file of a site is told to be.
enum ContentType {
  private static let text = "text/plain; charset=utf-8"

  private static let byEnding: [String: String] = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "bmp": "image/bmp", "ico": "image/x-icon",
    "pdf": "application/pdf",
    // What runs write, shown rather than saved; nothing of it is run.
    "txt": text, "log": text, "out": text, "err": text, "jsonl": text, "yaml": text, "yml": text, "toml": text,
    "ini": text, "cfg": text, "conf": text, "py": text, "sh": text, "r": text, "sql": text, "diff": text, "patch": text,
  ]

  /// The type of a file of that name; bytes that nobody should open where it says nothing.
  static func of(_ name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    return byEnding[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
  }
}
