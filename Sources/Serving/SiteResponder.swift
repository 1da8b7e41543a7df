import FileAccess

/// Answers requests for the files of a site.
///
/// Every answer carries the policy: nothing but the site's own styles, pictures and scripts is loaded, none inline.
struct SiteResponder: Sendable {
  let folder: ConfinedFolder
  let hosts: HostRule

  static let policy = """
    default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'self'; form-action 'self'; \
    frame-ancestors 'self'
    """

  init(site: String, hosts: HostRule) {
    folder = ConfinedFolder(site)
    self.hosts = hosts
  }

  func respond(to request: SiteRequest) -> SiteResponse {
    var response = SiteResponder.finished(answer(request))
    if request.method == "HEAD" { response.body = .none }
    return response
  }

  /// The answer to what is no request.
  static var malformed: SiteResponse { finished(SiteResponse(400, text: "This is no request that can be read.")) }

  /// Adds what all answers carry.
  private static func finished(_ response: SiteResponse) -> SiteResponse {
    var response = response
    response.set("Content-Security-Policy", SiteResponder.policy)
    response.set("X-Content-Type-Options", "nosniff")
    response.set("Referrer-Policy", "no-referrer")
    response.set("Cross-Origin-Resource-Policy", "same-origin")
    // Nor is a redirection remembered: another day another program serves at this port.
    response.set("Cache-Control", "no-cache")
    response.set("Date", HTTPDate.now)
    return response
  }

  private func answer(_ request: SiteRequest) -> SiteResponse {
    guard hosts.fits(request.host) else {
      return SiteResponse(
        403, text: "This server answers to names of its own machine only; --allow-host of `runreport serve` adds one.")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      var response = SiteResponse(405, text: "A site is only read here.")
      response.set("Allow", "GET, HEAD")
      return response
    }
    guard let path = try? RequestPath(request.target) else {
      return SiteResponse(400, text: "This is no path of a site.")
    }
    guard !path.isHidden else { return notFound() }
    switch folder.find(path.isFolder ? path.names + ["index.html"] : path.names) {
    case .file(let file): return answer(request, file, name: path.isFolder ? "index.html" : path.names.last ?? "")
    case .folder where !path.isFolder:
      var response = SiteResponse(308, text: "See the folder: \(path.asFolder)")
      response.set("Location", path.asFolder)
      return response
    case .folder, .nothing: return path.names.isEmpty ? notBuiltYet() : notFound()
    }
  }

  // MARK: Files

  private func answer(_ request: SiteRequest, _ file: OpenFile, name: String) -> SiteResponse {
    // A page that is made anew is another file, of another time to the nanosecond.
    let tag = "\"\(String(file.changed, radix: 16))-\(String(file.size, radix: 16))\""
    let changed = file.changed / 1_000_000_000
    var response = SiteResponse(200)
    response.set("ETag", tag)
    response.set("Last-Modified", HTTPDate.text(changed))
    if isUnchanged(request, tag: tag, changed: changed) {
      response.status = 304
      return response
    }
    response.set("Content-Type", ContentType.of(name))
    response.set("Accept-Ranges", "bytes")
    // Of what changed since the first part, no second part is had.
    let isSame = request.ifRange.map { $0 == tag || HTTPDate.seconds($0) == changed && isSettled(changed) } ?? true
    let isAsked = request.method == "GET" && isSame
    var part = 0..<file.size
    switch ByteRange(isAsked ? request.range : nil, size: file.size) {
    case .whole: break
    case .part(let range):
      part = range
      response.status = 206
      response.set("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)")
    case .unsatisfiable:
      var refusal = SiteResponse(416, text: "The file has \(file.size) bytes.")
      refusal.set("Content-Range", "bytes */\(file.size)")
      return refusal
    }
    response.set("Content-Length", String(part.count))
    response.body = .file(file, part)
    return response
  }

  /// Whether a time of change to the second tells one version of a file from the next (RFC 9110, 8.8.2.2).
  private func isSettled(_ changed: Int64) -> Bool { changed < HTTPDate.nowSeconds - 1 }

  /// Whether who asks has the file already (RFC 9110, 13.2.2).
  private func isUnchanged(_ request: SiteRequest, tag: String, changed: Int64) -> Bool {
    if let known = request.ifNoneMatch {
      return known.split(separator: ",").contains { candidate in
        let text = candidate.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        let strong = String(text).hasPrefix("W/") ? String(String(text).dropFirst(2)) : String(text)
        return strong == "*" || strong == tag
      }
    }
    return request.ifModifiedSince.flatMap(HTTPDate.seconds).map { changed <= $0 } ?? false
  }

  // MARK: What is not there

  /// The site's own page for it.
  private func notFound() -> SiteResponse {
    guard case .file(let file) = folder.find(["404.html"]), file.size < SiteResponder.pageLimit else {
      return SiteResponse(404, text: "There is no page at this address.")
    }
    var bytes = [UInt8](repeating: 0, count: Int(file.size))
    let count = bytes.withUnsafeMutableBytes { file.read(at: 0, into: $0) }
    var response = SiteResponse(404)
    response.set("Content-Type", ContentType.of("404.html"))
    response.set(body: SiteResponder.withBase(Array(bytes[..<count])))
    return response
  }

  /// A page is smaller.
  private static let pageLimit: Int64 = 1 << 22

  /// The page's links are relative to the top of the site, whatever address it is shown at.
  private static func withBase(_ page: [UInt8]) -> [UInt8] {
    let head = Array("<head>".utf8)
    let start = page.indices.first { page[$0...].starts(with: head) }
    guard let start else { return page }
    let end = start + head.count
    return page[..<end] + Array("\n<base href=\"/\">".utf8) + page[end...]
  }

  private func notBuiltYet() -> SiteResponse {
    var response = SiteResponse(503)
    response.set("Content-Type", "text/html; charset=utf-8")
    response.set("Retry-After", "2")
    response.set("Refresh", "2")
    response.set(
      body: Array(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark"><title>Not built yet</title></head>
        <body><h1>The site is not built yet</h1><p>This page looks again every two seconds.</p></body></html>

        """.utf8))
    return response
  }
}
