internal import RunModel

/// What the records of a run say of it, its numbers aside; later ones count.
struct RunFacts {
  /// Whether there was a `RunRecord`.
  var hasRun = false
  var id: String?
  var entity: String?
  var project: String?
  var group: String?
  var jobType: String?
  var name: String?
  var note: String?
  var labels: [String] = []
  var sweep: String?
  var host: String?
  /// Slurm's variables, by their names in small letters without `SLURM_`.
  var slurm: [String: String] = [:]
  var user: String?
  /// Of a run that was resumed the first one.
  var start: Timestamp?
  /// When the process began, which is a little before the run and stands in for a start that is missing.
  var processStart: Timestamp?
  var program: String?
  var arguments: [String] = []
  var repository: String?
  var commit: String?
  var config = ConfigTree()
  /// Whether the process that wrote the newest file said that it ended, and with what code.
  var hasEnded = false
  var exitCode: Int64 = 0
  /// In seconds, from the exit.
  var runtime: Int64 = 0
  /// The newest moment in any record.
  var newestTime: Timestamp?
  var metrics: [String: MetricDeclaration] = [:]

  /// Slurm sets fewer variables.
  private static let slurmLimit = 1000

  /// To be called before the records of each further file.
  mutating func beginFile() {
    hasEnded = false
    exitCode = 0
  }

  mutating func note(_ time: Timestamp?) {
    if let time { newestTime = max(newestTime ?? time, time) }
  }

  /// Takes a field of a `Record`, if it is one of those.
  mutating func add(_ field: ProtobufReader.Field) {
    guard let message = field.message else { return }
    switch field.number {
    case RecordKind.run: addRun(message)
    case RecordKind.environment: addEnvironment(message)
    case RecordKind.config: addConfig(message)
    case RecordKind.metric: addMetric(message)
    case RecordKind.exit: addExit(message)
    case RecordKind.stats: addStatistics(message)
    default: break
    }
  }

  /// `RunRecord`.
  private mutating func addRun(_ message: ProtobufReader) {
    var message = message
    var labels: [String] = []
    hasRun = true
    while let field = message.next() {
      switch field.number {
      case 1: id = field.filledText ?? id
      case 2: entity = field.filledText ?? entity
      case 3: project = field.filledText ?? project
      case 4: field.message.map { addConfig($0) }
      case 6: group = field.filledText ?? group
      case 7: jobType = field.filledText ?? jobType
      case 8: name = field.filledText ?? name
      case 9: note = field.filledText ?? note
      case 10: labels += field.filledText.map { [$0] } ?? []
      case 12: sweep = field.filledText ?? sweep
      case 13: host = field.filledText ?? host
      case 17: start = RunFacts.earlier(start, field.time)
      case 21: field.message.map { addRevision($0) }
      default: break
      }
    }
    if !labels.isEmpty { self.labels = labels }
  }

  /// `EnvironmentRecord`; who the user is by e-mail, field 10, is nobody's business.
  private mutating func addEnvironment(_ message: ProtobufReader) {
    var message = message
    var arguments: [String] = []
    while let field = message.next() {
      switch field.number {
      case 3: processStart = RunFacts.earlier(processStart, field.time)
      case 5: arguments += field.text.map { [$0] } ?? []
      case 6: program = field.filledText ?? program
      case 9: field.message.map { addRevision($0) }
      case 12: host = field.filledText ?? host
      case 13: user = field.filledText ?? user
      case 27: field.message.map { addSlurm($0) }
      default: break
      }
    }
    if !arguments.isEmpty { self.arguments = arguments }
  }

  /// An entry of `map<string, string>`.
  private mutating func addSlurm(_ message: ProtobufReader) {
    var message = message
    var name: String?
    var value = ""
    while let field = message.next() {
      switch field.number {
      case 1: name = field.filledText
      case 2: value = field.filledText ?? ""
      default: break
      }
    }
    if let name, slurm.count < RunFacts.slurmLimit { slurm[name] = value }
  }

  private static func earlier(_ known: Timestamp?, _ time: Timestamp?) -> Timestamp? {
    guard let time, time.milliseconds > 0 else { return known }
    return known.map { min($0, time) } ?? time
  }

  /// `GitRepoRecord`.
  private mutating func addRevision(_ message: ProtobufReader) {
    var message = message
    while let field = message.next() {
      if field.number == 1 { repository = field.filledText ?? repository }
      if field.number == 2 { commit = field.filledText ?? commit }
    }
  }

  /// `ConfigRecord`.
  private mutating func addConfig(_ message: ProtobufReader) {
    var message = message
    while let field = message.next() {
      guard let item = field.message.flatMap(KeyedItem.init) else { continue }
      if field.number == 1, let value = item.structured { config.set(item.path, to: value) }
      if field.number == 2 { config.remove(item.path) }
    }
  }

  /// `MetricRecord`: which values of a metric are better, where a script says so.
  private mutating func addMetric(_ message: ProtobufReader) {
    var message = message
    var name: String?
    var goal: Int64 = 0
    var summary: (min: Bool, max: Bool) = (false, false)
    while let field = message.next() {
      switch field.number {
      case 1: name = field.filledText
      case 7:
        guard var inner = field.message else { continue }
        while let kind = inner.next() {
          if kind.number == 1 { summary.min = kind.int64 == 1 }
          if kind.number == 2 { summary.max = kind.int64 == 1 }
        }
      case 8: goal = field.int64 ?? 0
      default: break
      }
    }
    guard let name else { return }
    let isHigher = goal == 2 || (goal == 0 && summary.max && !summary.min)
    let isLower = goal == 1 || (goal == 0 && summary.min && !summary.max)
    if isHigher || isLower { metrics[name] = MetricDeclaration(direction: isHigher ? .higher : .lower) }
  }

  /// `RunExitRecord`, which leaves a code of 0 out.
  private mutating func addExit(_ message: ProtobufReader) {
    var message = message
    hasEnded = true
    exitCode = 0
    while let field = message.next() {
      if field.number == 1 { exitCode = field.int64 ?? 0 }
      if field.number == 2 { runtime = field.int64 ?? 0 }
    }
  }

  /// `StatsRecord`, of which only the time is taken: the machine's load is no metric of the run.
  private mutating func addStatistics(_ message: ProtobufReader) {
    var message = message
    while let field = message.next() {
      if field.number == 2 { note(field.time) }
    }
  }
}

extension ProtobufReader.Field {
  /// The text of the field; nil where it is empty.
  var filledText: String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}
