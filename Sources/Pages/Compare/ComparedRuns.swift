import Digests

/// The runs a comparison page puts side by side: those of the experiment's charts, else the best, else the latest.
struct ComparedRuns {
  struct Member {
    /// Which run of the experiment.
    var run: Int
    var digest: RunDigest
  }

  /// The first is the one the others are compared with.
  let members: [Member]
  /// Which these are, and why.
  let choice: String
  /// Whether the experiment's charts show just these.
  let areCharted: Bool

  init(site: Site, experiment: Int) throws {
    let view = try site.view(experiment)
    let entries = site.contents.experiments[experiment].runs
    areCharted = view.charted.count > 1
    members = try view.compared.map { Member(run: $0, digest: try site.source.digest(entries[$0])) }
    choice =
      RunChoice(
        view: view, shown: members.count, total: areCharted ? view.drawableCount : entries.count,
        condition: areCharted && view.drawableCount < entries.count ? "that have a curve" : ""
      ).text
  }
}
