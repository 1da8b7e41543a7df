import Fingerprints
import Markup

/// What stands around every page: title, navigation, breadcrumbs.
struct PageFrame {
  /// The sections of the navigation.
  enum Section {
    case overview, experiments, allRuns, compute, buildNotes, none
  }

  let site: Site
  /// Where the page is in the site.
  let path: String
  var section: Section
  /// What the page is about, for the browser's title bar and the page's heading.
  var title: String
  /// The pages above it: label and path.
  var above: [(label: String, path: String)] = []
  /// The script it loads.
  var scriptFile = SitePlan.script
  /// What the page offers to the script.
  var script = ScriptHooks()
  /// Whether it shows a run that is under way and is made again when something changes.
  var isLive = false
  /// What is put into the page after it is rendered, and counts as a change of it.
  var addition: ArraySlice<UInt8> = []

  /// The page's bytes: a template with the frame's slots and the page's own.
  func render(_ template: String, _ slots: PageSlots) -> [UInt8] {
    var all = slots
    // The overview is named as the site is; a tab needs no name twice.
    all["title"] = .text(section == .overview ? "Overview" : title)
    all["heading"] = .breakable(title)
    all["siteTitle"] = .text(site.contents.title)
    all["stylesheet"] = link(SitePlan.stylesheet)
    all["icon"] = link(SitePlan.icon)
    all["script"] = link(scriptFile)
    let stamp = isLive ? stamp(template, slots) : nil
    all["data"] = data(stamp)
    if isLive { all["liveScript"] = link(SitePlan.liveScript) }
    all["overviewLink"] = link(SitePlan.overview)
    all["navigation"] = navigation
    all["breadcrumbs"] = breadcrumbs
    all["generator"] = .text(Generator.nameAndVersion)
    return site.templates.render(template, all)
  }

  /// The attributes of the page's main part that the script reads.
  private func data(_ stamp: String?) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.raw(" data-root=\"")
    writer.safe(String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") }))
    writer.raw("\"")
    if let run = script.run {
      writer.raw(" data-run=\"")
      writer.text(run)
      writer.raw("\"")
    }
    if let start = script.start {
      writer.raw(" data-start=")
      writer.integer(Int(start))
    }
    if let table = script.table {
      writer.raw(" data-tables=\"")
      writer.text(table)
      writer.raw("\"")
    }
    if !script.dashes.isEmpty {
      writer.raw(" data-dashes=\"")
      writer.safe(script.dashes.map { "\($0.row):\($0.dash)" }.joined(separator: " "))
      writer.raw("\"")
    }
    if let compare = script.compare {
      writer.raw(" data-compare=\"")
      writer.text(compare)
      writer.raw("\"")
    }
    if let page = script.page {
      writer.raw(" data-page=")
      writer.raw(page)
    }
    if let stamp {
      writer.raw(" data-live=\"")
      writer.text(path)
      writer.raw("\" data-stamp=")
      writer.safe(stamp)
    }
    return writer
  }

  /// What changes with what is on the page; the site keeps it for `stamp.js`.
  private func stamp(_ template: String, _ slots: PageSlots) -> String {
    var hasher = FingerprintHasher()
    hasher.combine(template)
    hasher.combine(title)
    for slot in slots.filled {
      hasher.combine(slot.name)
      hasher.combine(slot.markup.bytes)
    }
    addition.withUnsafeBytes { hasher.combine($0) }
    let stamp = String(hasher.finish().low, radix: 36)
    site.live.note(stamp, of: path)
    return stamp
  }

  func link(_ target: String) -> MarkupWriter {
    .text(PagePath.relative(from: path, to: target))
  }

  private var navigation: MarkupWriter {
    var writer = MarkupWriter()
    func item(_ label: String, _ target: String, _ itsSection: Section) {
      writer.navigationLink(label, to: target, from: path, isCurrent: section == itsSection)
    }
    item("Overview", SitePlan.overview, .overview)
    item("Experiments", SitePlan.experiments, .experiments)
    item("All runs", SitePlan.allRuns(), .allRuns)
    if !site.plan.targets.isEmpty { item("Compute", SitePlan.compute, .compute) }
    item("Build notes", SitePlan.buildNotes, .buildNotes)
    return writer
  }

  private var breadcrumbs: MarkupWriter {
    var writer = MarkupWriter()
    for (place, page) in above.enumerated() {
      if place > 0 { writer.raw("<span aria-hidden=true> / </span>") }
      writer.link(PagePath.relative(from: path, to: page.path), page.label)
    }
    return writer
  }
}
