import Analysis
import Digests
import RunModel
import RunTables

/// A run as filters and sorts see it.
struct TableRow: RunRow {
  let site: Site
  let place: RunPlace
  let digest: RunDigest
  private let view: ExperimentView

  init(site: Site, place: RunPlace) throws {
    self.site = site
    self.place = place
    digest = try site.digest(place)
    view = try site.view(place.experiment)
  }

  init(site: Site, place: RunPlace, digest: RunDigest, view: ExperimentView) {
    self.site = site
    self.place = place
    self.digest = digest
    self.view = view
  }

  var tagValues: [String] { digest.header.tags.map(\.value) }

  func value(of key: ColumnKey) -> CellValue? {
    switch key {
    case .fact(let fact): TableRow.value(of: fact, digest, at: place, in: site)
    case .parameter(let name): digest.parameter(name).map(CellValue.text)
    case .tag(let name): digest.tag(name).map(CellValue.text)
    case .metric(let name, let aggregate):
      digest.series(named: name)
        .flatMap { $0.summary.value(aggregate, better: view.direction(ofMetric: name)) }.map(CellValue.number)
    case .name: nil
    }
  }

  static func value(of fact: RunFact, _ digest: RunDigest, at place: RunPlace, in site: Site) -> CellValue? {
    let header = digest.header
    switch fact {
    case .run: return .text(header.displayName)
    case .id: return .text(header.id)
    case .experiment: return .text(site.contents.experiments[place.experiment].experiment.name)
    case .status: return .text(site.state(site.entry(place)).word)
    case .user: return header.user.map(CellValue.text)
    case .compute: return header.computeTarget.map(CellValue.text)
    case .kind: return .text(header.kind.rawValue)
    case .parent:
      return (site.plan.run(place).parent.map { site.entry($0).displayName } ?? header.parent).map { .text($0) }
    case .commit: return header.source.commit.map(CellValue.text)
    case .note: return digest.note.map { .text(NoteText.firstLine($0)) }
    case .start: return header.start.map { .number(Double($0.milliseconds)) }
    case .end: return header.end.map { .number(Double($0.milliseconds)) }
    case .duration: return digest.duration.map { .number(Double($0) / 1000) }
    }
  }
}
