import Analysis
import Digests
import Markup
import RunModel

/// A run's files by folder: the log a person most likely wants first, the system's logs folded.
struct FileTree {
  let run: RunContext

  private var digest: RunDigest { run.digest }

  private static let rowLimit = 1000

  /// Nothing for a run without files.
  var markup: MarkupWriter {
    var writer = MarkupWriter()
    guard !digest.files.isEmpty else { return writer }
    let total = digest.files.reduce(Int64(0)) { $0 + $1.size }
    writer.raw("<p class=quiet>")
    writer.count(digest.files.count, "file", "files")
    writer.safe(", \(NumberText.bytes(total))")
    let tally = run.tally
    if tally.largeFiles > 0 {
      writer.raw("; ")
      LargeFiles.write(
        tally.largeFiles, tally.largeBytes, limit: run.site.contents.artifactLimit, to: &writer)
    }
    writer.raw("</p>\n")
    let main = MainLog.choose(digest.files)
    write(.log, "Logs", isFolded: false, main: main, to: &writer)
    write(.output, "Outputs", isFolded: false, main: main, to: &writer)
    writer.append(ImageGallery(run: run).markup)
    write(.other, "Other files", isFolded: false, main: main, to: &writer)
    write(.systemLog, "System logs", isFolded: true, main: main, to: &writer)
    return writer
  }

  private func write(
    _ role: RunFile.Role, _ heading: StaticString, isFolded: Bool, main: Int?, to writer: inout MarkupWriter
  ) {
    let files = digest.files.indices.filter { digest.files[$0].role == role }
    guard !files.isEmpty else { return }
    writer.raw(isFolded ? "<details class=files><summary>" : "<section class=files><h3>")
    writer.raw(heading)
    writer.raw(" <span class=quiet>")
    writer.safe(NumberText.grouped(files.count))
    writer.raw(isFolded ? "</span></summary>\n" : "</span></h3>\n")
    let ordered = files.filter { $0 == main } + files.filter { $0 != main }
    var folder: String?
    writer.raw("<ul class=tree>\n")
    for file in ordered.prefix(Self.rowLimit) {
      if file != main, digest.files[file].folder != folder {
        folder = digest.files[file].folder
        if !(folder ?? "").isEmpty { writeFolder(digest.files[file].folder, to: &writer) }
      }
      writeFile(file, isMain: file == main, to: &writer)
    }
    writer.raw("</ul>\n")
    if files.count > Self.rowLimit {
      writer.raw("<p class=quiet>")
      writer.safe("\(NumberText.grouped(Self.rowLimit)) of \(NumberText.grouped(files.count)) shown</p>\n")
    }
    writer.raw(isFolded ? "</details>\n" : "</section>\n")
  }

  private func writeFolder(_ folder: String, to writer: inout MarkupWriter) {
    writer.raw("<li class=folder>")
    writer.text(folder + "/")
    writer.raw("</li>\n")
  }

  private func writeFile(_ index: Int, isMain: Bool, to writer: inout MarkupWriter) {
    let file = digest.files[index]
    let filePlan = run.files[index]
    writer.raw(isMain ? "<li class=main><span>" : "<li><span>")
    let label = isMain ? file.path : file.name
    if let target = filePlan.page ?? filePlan.copy {
      writer.link(run.link(to: target), label)
    } else {
      writer.text(label)
    }
    if let description = KnownFile.description(of: file.path) {
      writer.raw(" <span class=quiet>")
      writer.safe(description)
      writer.raw("</span>")
    }
    writer.raw("</span><span class=\"quiet size\">")
    if let obstacle = file.obstacle {
      writer.safe(obstacle.rawValue)
    } else {
      writer.safe(NumberText.bytes(file.size))
      if let copy = filePlan.copy, filePlan.page != nil {
        writer.raw(" · ")
        writer.link(run.link(to: copy), "raw")
      } else if filePlan.copy == nil {
        writer.raw(run.site.contents.artifactLimit > 0 ? " · too large, not copied" : " · not copied")
      }
    }
    writer.raw("</span></li>\n")
  }
}
