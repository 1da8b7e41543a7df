import Diagnostics
import FileAccess
import RunModel

/// Reads `experiment.json` and the experiment's `notes.md`.
struct NativeExperimentReader {
  let folder: String
  /// The folder's name: id and name of an experiment that has no file.
  let name: String
  let shownAs: String

  func read(reporting diagnostics: DiagnosticCollector) -> Experiment {
    var experiment = Experiment(id: name, name: name)
    experiment.note = NoteFile.read(folder + "/notes.md", shownAs: shownAs + "/notes.md", reporting: diagnostics)
    let file = folder + "/experiment.json"
    guard FileBytes.isFile(file),
      let json = CheckedObject(
        readingFrom: file, shownAs: shownAs + "/experiment.json", reporting: diagnostics)
    else { return experiment }
    experiment.id = json.string("id") ?? name
    experiment.name = json.string("name") ?? name
    experiment.created = json.time("created")
    experiment.tags = json.namedValues("tags")
    experiment.primaryMetric = json.string("primary_metric")
    for member in json.members("metrics") {
      experiment.metrics[member.name] = declaration(member, in: json)
    }
    return experiment
  }

  private func declaration(_ member: StructuredValue.Member, in json: CheckedObject) -> MetricDeclaration {
    var declaration = MetricDeclaration(
      unit: member.value["unit"]?.string, description: member.value["description"]?.string)
    if let direction = member.value["direction"], direction != .null {
      declaration.direction = direction.string.flatMap(MetricDeclaration.Direction.init(rawValue:))
      if declaration.direction == nil {
        json.complain(
          about: "metrics", expecting: "\"higher\" or \"lower\" as the direction of \(member.name)")
      }
    }
    return declaration
  }
}
