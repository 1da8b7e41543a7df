internal import RunModel

/// Reads what `Run.get_details()` of the SDK gives (`azureml/core/run.py`), saved as JSON.
enum AzureDetails {
  /// The name of the experiment, which older SDKs do not give; nil if it is not there.
  static func experiment(_ details: StructuredValue) -> String? {
    let experiment = details["experiment"]
    let names = [
      details["experimentName"]?.string, details["experiment_name"]?.string, experiment?.string,
      experiment?["name"]?.string, details["properties"]?["azureml.experimentName"]?.string,
    ]
    return names.lazy.compactMap { $0 }.first { !$0.isEmpty }
  }

  /// Puts everything but the id into a header.
  static func apply(_ details: StructuredValue, to header: inout RunHeader) {
    let definition = details["runDefinition"]
    let properties = details["properties"]
    (header.status, header.statusText) = AzureStatus.read(details["status"]?.string)
    header.submitted = ["createdUtc", "created_utc"].lazy.compactMap { time(details[$0]) }.first
    header.start = time(details["startTimeUtc"])
    header.end = time(details["endTimeUtc"])
    header.user = text(details["submittedBy"])
    header.computeTarget = text(details["target"]) ?? text(definition?["target"])
    header.nodeCount = definition?["nodeCount"]?.int64.flatMap { Int(exactly: $0) }
    header.script = text(definition?["script"])
    header.arguments = (definition?["arguments"]?.list ?? []).map(\.parameterText)
    header.parameters = AzureArguments.parameters(header.arguments)
    if header.arguments.isEmpty, let command = definition?["command"] {
      header.arguments = command.list?.map(\.parameterText) ?? text(command).map { [$0] } ?? []
      header.parameters = AzureArguments.parameters(
        header.arguments.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) })
    }
    header.source = source(properties)
    header.primaryMetric = primaryMetric(properties)
    header.error = error(details["error"])
    header.name = text(details["displayName"]) ?? text(details["runName"]) ?? header.name
    header.parent =
      ["parentRunId", "parent_run_id"].lazy.compactMap { text(details[$0]) }.first
      ?? ["azureml.parentRunId", "azureml.pipelinerunid"].lazy.compactMap { text(properties?[$0]) }.first
    header.kind = kind(properties)
    header.tags = tags(details)
  }

  private static func tags(_ details: StructuredValue) -> [NamedValue] {
    var members = details["properties"]?.object ?? []
    members += details["tags"]?.object ?? []
    if let environment = text(details["runDefinition"]?["environment"]?["name"]) {
      members.append(.init("environment", .string(environment)))
    }
    return members.filter { $0.value != .null && $0.value != .string("") }.namedValues
  }

  private static func source(_ properties: StructuredValue?) -> SourceRevision {
    func property(_ names: String...) -> String? { names.lazy.compactMap { text(properties?[$0]) }.first }
    let dirty = property("azureml.git.dirty", "mlflow.source.git.dirty")?.lowercased()
    return SourceRevision(
      repository: property("azureml.git.repository_uri", "mlflow.source.git.repoURL"),
      branch: property("azureml.git.branch", "mlflow.source.git.branch"),
      commit: property("azureml.git.commit", "mlflow.source.git.commit"),
      isDirty: dirty.flatMap { ["true": true, "false": false][$0] })
  }

  /// AutoML names it, HyperDrive's is in JSON within JSON: `{"name": "accuracy", "goal": "maximize"}`.
  private static func primaryMetric(_ properties: StructuredValue?) -> String? {
    if let name = text(properties?["primary_metric"]) { return name }
    guard let nested = properties?["primary_metric_config"]?.string else { return nil }
    return (try? JSONReader.read(Array(nested.utf8))).flatMap { text($0["name"]) }
  }

  private static func kind(_ properties: StructuredValue?) -> RunKind {
    switch text(properties?["azureml.runsource"])?.lowercased() {
    case "hyperdrive", "sweep": .sweep
    case "automl": .automl
    case "azureml.pipelinerun": .pipeline
    default: .script
    }
  }

  /// `{"error": {"code": …, "message": …}, …}`, less deep in some versions.
  private static func error(_ value: StructuredValue?) -> String? {
    let inner = value?["error"] ?? value
    return text(inner) ?? text(inner?["message"]) ?? text(inner?["code"])
  }

  static func text(_ value: StructuredValue?) -> String? {
    guard let text = value?.string, !text.isEmpty else { return nil }
    return text
  }

  private static func time(_ value: StructuredValue?) -> Timestamp? { value?.string.flatMap(TimeScanner.iso) }
}
