import RunModel

/// What TensorBoard's hparams plugin keeps in the metadata of three tags (tensorboard/plugins/hparams/api.proto and
/// plugin_data.proto).
///
/// The first of each kind governs, as the first metadata of any tag does.
struct HParams {
  /// The run is a session: one training with its parameters.
  struct SessionStart {
    /// Sorted by name.
    var parameters: [NamedValue] = []
    var modelURI = ""
    var monitorURL = ""
    var groupName = ""
    var time: Timestamp?
  }

  struct SessionEnd {
    var status = RunStatus.unknown
    var time: Timestamp?
  }

  /// What is to be compared, told once for all runs.
  struct Experiment {
    var description = ""
    var user = ""
    var created: Timestamp?
    var metrics: [Metric] = []
  }

  struct Metric {
    var tag = ""
    var displayName = ""
    var description = ""
  }

  private(set) var start: SessionStart?
  private(set) var end: SessionEnd?
  private(set) var experiment: Experiment?

  /// Takes in an `HParamsPluginData`.
  mutating func take(_ content: WireReader) {
    var content = content
    while case let key = content.nextKey(), key != 0 {
      switch key {
      case 0x12: experiment = experiment ?? HParams.experiment(content.message())
      case 0x1A: start = start ?? HParams.start(content.message())
      case 0x22: end = end ?? HParams.end(content.message())
      default: content.skip(key)
      }
    }
  }

  private static func start(_ message: WireReader) -> SessionStart {
    var message = message
    var start = SessionStart()
    // The last of a repeated name counts, as in any map.
    let texts = ProtobufValue.members(of: message).map { ($0.name, $0.value.parameterText) }
    start.parameters = Dictionary(texts) { $1 }.map { NamedValue($0.key, $0.value) }
      .sorted { NameOrder.precedes($0.name, $1.name) }
    while case let key = message.nextKey(), key != 0 {
      switch key {
      case 0x12: start.modelURI = message.string()
      case 0x1A: start.monitorURL = message.string()
      case 0x22: start.groupName = message.string()
      case 0x29: start.time = time(message.fixed64())
      default: message.skip(key)
      }
    }
    return start
  }

  private static func end(_ message: WireReader) -> SessionEnd {
    var message = message
    var end = SessionEnd()
    while case let key = message.nextKey(), key != 0 {
      switch key {
      case 0x08:
        end.status =
          switch message.varint() {
          case 1: .completed
          case 2: .failed
          case 3: .running
          default: .unknown
          }
      case 0x11: end.time = time(message.fixed64())
      default: message.skip(key)
      }
    }
    return end
  }

  private static func experiment(_ message: WireReader) -> Experiment {
    var message = message
    var experiment = Experiment()
    while case let key = message.nextKey(), key != 0 {
      switch key {
      case 0x0A: experiment.description = message.string()
      case 0x12: experiment.user = message.string()
      case 0x19: experiment.created = time(message.fixed64())
      case 0x2A: experiment.metrics.append(metric(message.message()))
      default: message.skip(key)
      }
    }
    return experiment
  }

  private static func metric(_ message: WireReader) -> Metric {
    var message = message
    var metric = Metric()
    while case let key = message.nextKey(), key != 0 {
      switch key {
      case 0x0A:
        var name = message.message()
        while case let key = name.nextKey(), key != 0 {
          if key == 0x12 { metric.tag = name.string() } else { name.skip(key) }
        }
      case 0x1A: metric.displayName = message.string()
      case 0x22: metric.description = message.string()
      default: message.skip(key)
      }
    }
    return metric
  }

  /// Seconds since 1970; 0 is what was never set.
  private static func time(_ bits: UInt64) -> Timestamp? {
    let seconds = Double(bitPattern: bits)
    return seconds == 0 ? nil : TimeScanner.seconds(seconds)
  }
}
