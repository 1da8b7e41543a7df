import Digests
import Markup
import RunModel

/// The pictures among a run's outputs, shown where they are listed.
struct ImageGallery {
  /// A browser is not asked to load more at once.
  private static let openLimit = 12
  private static let countLimit = 100
  private static let sizeLimit: Int64 = 5_000_000

  let run: RunContext

  /// Nothing for a run without any, and nothing of those that a logged value shows already.
  var markup: MarkupWriter {
    var writer = MarkupWriter()
    let images = images
    guard !images.isEmpty else { return writer }
    let isFolded = images.count > Self.openLimit
    writer.raw("<section class=\"files gallery\"><h3>Pictures <span class=quiet>")
    writer.safe(NumberText.grouped(images.count))
    writer.raw("</span></h3>\n<div class=pictures>\n")
    for image in images.prefix(Self.openLimit) { write(image, to: &writer) }
    writer.raw("</div>\n")
    if isFolded {
      let more = images.dropFirst(Self.openLimit).prefix(Self.countLimit - Self.openLimit)
      writer.raw("<details><summary>")
      writer.count(more.count, "more picture", "more pictures")
      writer.raw("</summary>\n<div class=pictures>\n")
      for image in more { write(image, to: &writer) }
      writer.raw("</div></details>\n")
    }
    if images.count > Self.countLimit {
      writer.raw("<p class=quiet>")
      writer.safe(
        "\(Self.countLimit) of \(NumberText.grouped(images.count)) pictures shown; all are listed as files</p>\n")
    }
    writer.raw("</section>\n")
    return writer
  }

  private var images: [Int] {
    let logged = Set(run.digest.records.filter { $0.kind == .image }.compactMap { $0.data["path"]?.string })
    return run.digest.files.indices.filter { index in
      let file = run.digest.files[index]
      return file.role == .output && run.files[index].copy != nil && file.size > 0 && file.size <= Self.sizeLimit
        && FilePlan.imageEndings.contains(FilePlan.ending(of: file.name)) && !logged.contains(file.path)
    }
  }

  private func write(_ index: Int, to writer: inout MarkupWriter) {
    guard let copy = run.files[index].copy else { return }
    let path = run.digest.files[index].path
    writer.raw("<figure><a href=\"")
    writer.text(run.link(to: copy))
    writer.raw("\"><img loading=lazy alt=\"")
    writer.text(path)
    writer.raw("\" src=\"")
    writer.text(run.link(to: copy))
    writer.raw("\"></a><figcaption class=quiet>")
    writer.text(path)
    writer.raw("</figcaption></figure>\n")
  }
}
